package dev.rehearsal.cli;

/** The command line's entry point. */
public final class Rehearse {
    private Rehearse() {}

    public static void main(String[] arguments) {
        var version = Rehearse.class.getPackage().getImplementationVersion();
        System.out.println("rehearse " + (version == null ? "(not packaged)" : version));
    }
}
