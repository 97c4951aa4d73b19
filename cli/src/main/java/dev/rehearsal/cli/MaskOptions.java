package dev.rehearsal.cli;

import dev.rehearsal.formats.masking.Masking;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is not kept of what comes in. */
final class MaskOptions {
    @Option(
            names = "--mask",
            paramLabel = "KINDS",
            split = ",",
            description = "Replace personal data before anything is kept: email, phone, card, ssn, ip_address.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--mask-pattern",
            paramLabel = "NAME=REGEX",
            description = "Replace what fits a regular expression of RE2 by [NAME]; may stand several times.")
    private List<String> patterns = new ArrayList<>();

    Masking masking() {
        return Masking.of(kinds, patterns);
    }
}
