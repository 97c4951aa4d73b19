package dev.rehearsal.store;

/** Opens stores of one kind. Found by {@link java.util.ServiceLoader}. */
public interface StoreProvider {
    /** Whether a name is of its kind. */
    boolean opens(String name);

    /** @throws StoreException if it cannot be opened */
    Store open(String name);

    /**
     * Brings a store's tables up to date, as opening it does, and says what that did.
     *
     * @throws StoreException if it cannot be done
     */
    SchemaChange migrate(String name);
}
