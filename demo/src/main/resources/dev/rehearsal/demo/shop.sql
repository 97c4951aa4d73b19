-- The shop as it stands at the start of every conversation. Its calendar says 2026-03-16.
create table customers (
    email text primary key,
    name text not null,
    language text not null
);
create table products (
    sku text primary key,
    price_cents integer not null,
    stock integer not null,
    facts text not null
);
create table product_names (
    sku text not null references products (sku),
    language text not null,
    name text not null,
    primary key (sku, language)
);
create table orders (
    number integer primary key,
    email text not null references customers (email),
    placed_on text not null,
    status text not null check (status in ('processing', 'shipped', 'delivered', 'cancelled')),
    address text not null
);
create table items (
    order_number integer not null references orders (number),
    sku text not null references products (sku),
    quantity integer not null,
    price_cents integer not null,
    primary key (order_number, sku)
);
create table shipments (
    order_number integer primary key references orders (number),
    carrier text not null,
    tracking text not null,
    shipped_on text not null,
    expected_on text not null,
    delivered_on text
);
create table refunds (
    order_number integer not null references orders (number),
    sku text not null,
    amount_cents integer not null,
    refunded_on text not null,
    primary key (order_number, sku)
);

insert into customers values
    ('mia@example.com', 'Mia', 'en'),
    ('tom@example.com', 'Tom', 'en'),
    ('priya@example.com', 'Priya', 'en'),
    ('george@example.com', 'George', 'en'),
    ('ruth@example.com', 'Ruth', 'en'),
    ('omar@example.com', 'Omar', 'en'),
    ('sofia@example.com', 'Sofia', 'en'),
    ('daniel@example.com', 'Daniel', 'en'),
    ('nora@example.com', 'Nora', 'en'),
    ('paul@example.com', 'Paul', 'en'),
    ('rosa@example.com', 'Rosa', 'en'),
    ('lena@example.de', 'Lena', 'de'),
    ('fang@example.cn', '王芳', 'zh');

insert into products values
    ('espresso-machine', 24900, 7, '15 bar, 1.8 litre tank, 220-240 volts only, two years of guarantee'),
    ('milk-frother', 3900, 31, 'cold and warm foam, dishwasher safe, 220-240 volts only'),
    ('coffee-grinder', 8900, 0, '18 grades, steel burrs, back in stock in two weeks'),
    ('travel-kettle', 3450, 52, '0.5 litre, switches between 110-120 and 220-240 volts, so it works in the USA and in Europe'),
    ('toaster', 5900, 18, 'two slots, defrost, removable crumb tray, 220-240 volts only'),
    ('desk-lamp', 4500, 23, 'LED, three colour temperatures, USB-C'),
    ('glass-teapot', 2800, 12, '1 litre, borosilicate glass, dishwasher safe'),
    ('stand-mixer', 31900, 4, '5 litre bowl, 1000 watts, three years of guarantee'),
    ('water-filter', 2200, 80, 'fits the espresso machine, lasts two months');

insert into product_names values
    ('espresso-machine', 'en', 'espresso machine'), ('espresso-machine', 'de', 'Espressomaschine'), ('espresso-machine', 'zh', '意式咖啡机'),
    ('milk-frother', 'en', 'milk frother'), ('milk-frother', 'de', 'Milchaufschäumer'), ('milk-frother', 'zh', '奶泡机'),
    ('coffee-grinder', 'en', 'coffee grinder'), ('coffee-grinder', 'de', 'Kaffeemühle'), ('coffee-grinder', 'zh', '咖啡磨豆机'),
    ('travel-kettle', 'en', 'travel kettle'), ('travel-kettle', 'de', 'Reisewasserkocher'), ('travel-kettle', 'zh', '旅行电水壶'),
    ('toaster', 'en', 'toaster'), ('toaster', 'de', 'Toaster'), ('toaster', 'zh', '烤面包机'),
    ('desk-lamp', 'en', 'desk lamp'), ('desk-lamp', 'de', 'Schreibtischlampe'), ('desk-lamp', 'zh', '台灯'),
    ('glass-teapot', 'en', 'glass teapot'), ('glass-teapot', 'de', 'Glasteekanne'), ('glass-teapot', 'zh', '玻璃茶壶'),
    ('stand-mixer', 'en', 'stand mixer'), ('stand-mixer', 'de', 'Küchenmaschine'), ('stand-mixer', 'zh', '厨师机'),
    ('water-filter', 'en', 'water filter'), ('water-filter', 'de', 'Wasserfilter'), ('water-filter', 'zh', '滤水芯');

insert into orders values
    (1001, 'mia@example.com', '2026-03-14', 'processing', '12 Harbour Street, Bristol BS1 4RN'),
    (1002, 'tom@example.com', '2026-03-09', 'shipped', '3 Mill Lane, York YO1 7EP'),
    (1003, 'priya@example.com', '2026-02-28', 'delivered', '88 Park Road, Leeds LS6 2AB'),
    (1004, 'george@example.com', '2026-01-24', 'delivered', '5 Church Close, Bath BA1 1RT'),
    (1005, 'ruth@example.com', '2026-03-08', 'delivered', '40 Station Road, Ely CB7 4BS'),
    (1006, 'omar@example.com', '2026-03-15', 'processing', '9 King Street, Derby DE1 3DZ'),
    (1007, 'sofia@example.com', '2026-03-10', 'shipped', '71 Canal Walk, Hull HU1 2EF'),
    (1008, 'sofia@example.com', '2026-03-15', 'processing', '71 Canal Walk, Hull HU1 2EF'),
    (1009, 'daniel@example.com', '2026-03-15', 'processing', '26 Abbey Road, Durham DH1 3HN'),
    (1010, 'nora@example.com', '2026-03-04', 'delivered', '14 Elm Grove, Exeter EX1 1GH'),
    (1011, 'lena@example.de', '2026-03-15', 'processing', 'Hauptstraße 8, 04109 Leipzig'),
    (1012, 'fang@example.cn', '2026-03-11', 'shipped', '上海市徐汇区漕溪路18号'),
    (1013, 'fang@example.cn', '2026-03-15', 'processing', '上海市徐汇区漕溪路18号'),
    (1014, 'paul@example.com', '2026-03-12', 'shipped', '2 Quay Side, Whitby YO21 3PU'),
    (1015, 'rosa@example.com', '2026-02-20', 'delivered', '2 Quay Side, Whitby YO21 3PU');

insert into items values
    (1001, 'espresso-machine', 1, 24900), (1001, 'water-filter', 2, 2200),
    (1002, 'desk-lamp', 1, 4500),
    (1003, 'toaster', 1, 5900),
    (1004, 'stand-mixer', 1, 31900),
    (1005, 'glass-teapot', 1, 2800),
    (1006, 'desk-lamp', 2, 4500),
    (1007, 'glass-teapot', 1, 2800),
    (1008, 'coffee-grinder', 1, 8900),
    (1009, 'toaster', 1, 5900),
    (1010, 'espresso-machine', 1, 24900), (1010, 'milk-frother', 1, 3900),
    (1011, 'stand-mixer', 1, 31900),
    (1012, 'travel-kettle', 1, 3450),
    (1013, 'desk-lamp', 1, 4500),
    (1014, 'coffee-grinder', 1, 8900),
    (1015, 'water-filter', 3, 2200);

insert into shipments values
    (1002, 'ParcelLine', 'PL48213', '2026-03-11', '2026-03-17', null),
    (1003, 'ParcelLine', 'PL47755', '2026-03-02', '2026-03-04', '2026-03-04'),
    (1004, 'ParcelLine', 'PL41120', '2026-01-26', '2026-01-28', '2026-01-28'),
    (1005, 'Swift Post', 'SP90311', '2026-03-10', '2026-03-12', '2026-03-12'),
    (1007, 'Swift Post', 'SP90426', '2026-03-12', '2026-03-18', null),
    (1010, 'ParcelLine', 'PL47981', '2026-03-06', '2026-03-08', '2026-03-08'),
    (1012, 'Swift Post', 'SP90455', '2026-03-13', '2026-03-19', null),
    (1014, 'ParcelLine', 'PL48377', '2026-03-14', '2026-03-18', null),
    (1015, 'Swift Post', 'SP88120', '2026-02-22', '2026-02-24', '2026-02-24');
