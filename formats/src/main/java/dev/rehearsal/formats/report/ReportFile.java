package dev.rehearsal.formats.report;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report and the file it is written to. */
public record ReportFile(Report report, Path file) {
    /**
     * Reads {@code FILE}, whose ending says what it is, or {@code KIND=FILE}.
     *
     * @throws InvalidInputException if there is no report of that kind, or the file cannot be one
     */
    public static ReportFile parse(String text) {
        int cut = text.indexOf('=');
        if (cut > 0 && text.substring(0, cut).matches("[a-zA-Z]+")) {
            return new ReportFile(Report.named(text.substring(0, cut)), path(text.substring(cut + 1)));
        }
        Path file = path(text);
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Report.all().stream()
                .filter(report -> name.contains(".") && report.extensions().contains(extension))
                .findFirst()
                .map(report -> new ReportFile(report, file))
                .orElseThrow(() -> new InvalidInputException(
                        "report",
                        "nothing says what kind of report '" + text + "' is: end it in " + extensions()
                                + ", or name the kind: html=" + text + suggestion(extension)));
    }

    /** @throws InvalidInputException if the file cannot be written to; better said before a long run than after it */
    public ReportFile {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException("report", file + " is a directory; name a file");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InvalidInputException(
                    "report", "there is no directory " + folder + " to write " + file + " into");
        }
    }

    /** Writes it beside its place and moves it there: whoever reads the file finds it whole. */
    public void write(EvaluationResult result) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
                var mended = new Utf16Mended(out);
                report.write(result, mended);
                mended.flush();
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new InvalidInputException("report", "name a file to write to");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("report", "'" + text + "' is no path of a file: " + e.getReason());
        }
    }

    private static String extensions() {
        return Report.all().stream()
                .filter(report -> !report.extensions().isEmpty())
                .map(report -> "." + report.extensions().getFirst() + " (" + report.name() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String suggestion(String extension) {
        return Names.suggestion(
                extension,
                Report.all().stream()
                        .filter(report -> !report.extensions().isEmpty())
                        .map(report -> report.extensions().getFirst())
                        .toList());
    }
}
