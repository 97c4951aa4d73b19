package dev.rehearsal.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The shop's database, in memory. Every conversation works on a copy of its own, so that trials do not see each other's changes. Not
 * thread-safe; to be closed.
 */
final class Shop implements AutoCloseable {
    /** The shop's calendar stands still, so that a case means the same on every day. */
    static final LocalDate TODAY = LocalDate.of(2026, 3, 16);

    private final SQLiteConnection connection;

    private Shop(SQLiteConnection connection) {
        this.connection = connection;
    }

    /** A new copy, as it is at the start of every conversation. */
    static Shop open() {
        try {
            SQLiteConnection connection = connect();
            connection.deserialize("main", Snapshot.BYTES);
            return new Shop(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open the shop's database: " + e.getMessage(), e);
        }
    }

    Optional<Customer> customer(String email) {
        return rows(
                        "select email, name, language from customers where lower(email) = lower(?)",
                        row -> new Customer(row.getString(1), row.getString(2), row.getString(3)),
                        email.strip())
                .stream()
                .findFirst();
    }

    /** A customer's orders, the newest first, their things named in the customer's language. */
    List<Order> orders(Customer customer) {
        return rows(
                ORDERS + " where o.email = ? order by o.number desc", row -> order(row, customer), customer.email());
    }

    Optional<Order> order(Customer customer, int number) {
        return rows(
                        ORDERS + " where o.email = ? and o.number = ?",
                        row -> order(row, customer),
                        customer.email(),
                        number)
                .stream()
                .findFirst();
    }

    /** Every product, under its name in that language. */
    List<Product> products(String language) {
        return rows(
                "select p.sku, n.name, p.price_cents, p.stock, p.facts from products p join product_names n on n.sku = p.sku"
                        + " where n.language = ? order by p.sku",
                row -> new Product(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4), row.getString(5)),
                language);
    }

    void cancel(Order order) {
        change("update orders set status = 'cancelled' where number = ?", order.number());
    }

    void moveTo(Order order, String address) {
        change("update orders set address = ? where number = ?", address, order.number());
    }

    void refund(Order order, Order.Item item) {
        change(
                "insert into refunds (order_number, sku, amount_cents, refunded_on) values (?, ?, ?, ?)",
                order.number(),
                item.sku(),
                item.quantity() * item.priceCents(),
                TODAY.toString());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the shop's database: " + e.getMessage(), e);
        }
    }

    private static final String ORDERS = "select o.number, o.placed_on, o.status, o.address,"
            + " s.carrier, s.tracking, s.shipped_on, s.expected_on, s.delivered_on"
            + " from orders o left join shipments s on s.order_number = o.number";

    private Order order(ResultSet row, Customer customer) throws SQLException {
        int number = row.getInt(1);
        String carrier = row.getString(5);
        return new Order(
                number,
                LocalDate.parse(row.getString(2)),
                row.getString(3),
                row.getString(4),
                carrier == null
                        ? null
                        : new Order.Shipment(
                                carrier,
                                row.getString(6),
                                LocalDate.parse(row.getString(7)),
                                LocalDate.parse(row.getString(8)),
                                row.getString(9) == null ? null : LocalDate.parse(row.getString(9))),
                items(number, customer.language()));
    }

    private List<Order.Item> items(int number, String language) {
        return rows(
                "select i.sku, n.name, i.quantity, i.price_cents, r.refunded_on is not null from items i"
                        + " join product_names n on n.sku = i.sku and n.language = ?"
                        + " left join refunds r on r.order_number = i.order_number and r.sku = i.sku"
                        + " where i.order_number = ? order by i.sku",
                row -> new Order.Item(
                        row.getString(1), row.getString(2), row.getInt(3), row.getInt(4), row.getBoolean(5)),
                language,
                number);
    }

    private <T> List<T> rows(String sql, Row<T> reader, Object... values) {
        try (PreparedStatement statement = statement(sql, values);
                ResultSet found = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (found.next()) {
                rows.add(reader.read(found));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the shop's database: " + e.getMessage(), e);
        }
    }

    private void change(String sql, Object... values) {
        try (PreparedStatement statement = statement(sql, values)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot change the shop's database: " + e.getMessage(), e);
        }
    }

    private PreparedStatement statement(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static SQLiteConnection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        return connection.unwrap(SQLiteConnection.class);
    }

    /** Reads a row. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The database as made by the script, once. */
    private static final class Snapshot {
        static final byte[] BYTES = make();

        private static byte[] make() {
            try (InputStream script = Shop.class.getResourceAsStream("shop.sql");
                    SQLiteConnection connection = connect();
                    var statement = connection.createStatement()) {
                if (script == null) {
                    throw new IllegalStateException("the resource shop.sql is missing");
                }
                statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
                return connection.serialize("main");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot make the shop's database: " + e.getMessage(), e);
            }
        }
    }

    /** Who buys. */
    record Customer(String email, String name, String language) {}

    /** What is sold. */
    record Product(String sku, String name, int priceCents, int stock, String facts) {}

    /** What was bought. */
    record Order(
            int number,
            LocalDate placedOn,
            String status,
            String address,
            @Nullable Shipment shipment,
            List<Item> items) {
        /** How it travels. */
        record Shipment(
                String carrier,
                String tracking,
                LocalDate shippedOn,
                LocalDate expectedOn,
                @Nullable LocalDate deliveredOn) {}

        /** One of its things. */
        record Item(String sku, String name, int quantity, int priceCents, boolean refunded) {}
    }
}
