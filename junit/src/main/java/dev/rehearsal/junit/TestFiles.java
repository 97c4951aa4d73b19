package dev.rehearsal.junit;

import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.cases.CaseFormat;
import dev.rehearsal.formats.run.RunFile;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds what a test names: files, else resources beside the test class or at the root of the class path. */
record TestFiles(Class<?> testClass) {
    TestCases cases(String name) {
        Path file = Path.of(name);
        if (Files.exists(file)) {
            return CaseFiles.read(file);
        }
        URL resource = resource(name);
        Path path = path(resource);
        if (path != null) {
            return CaseFiles.read(path);
        }
        CaseFormat format = CaseFormat.of(file)
                .orElseThrow(() -> new InvalidInputException(
                        name, "is no file of test cases by its name; use .yaml, .json, .jsonl or .csv"));
        return CaseFiles.parse(name, format, text(resource));
    }

    RunFile runFile(String name) {
        Path file = Path.of(name);
        if (Files.exists(file)) {
            return RunFile.read(file);
        }
        URL resource = resource(name);
        Path path = path(resource);
        return path == null ? RunFile.parse(name, text(resource), Path.of("")) : RunFile.read(path);
    }

    private URL resource(String name) {
        URL beside = testClass.getResource(name);
        URL found = beside == null ? testClass.getResource("/" + name) : beside;
        if (found == null) {
            throw new InvalidInputException(
                    name,
                    "is neither a file in " + Path.of("").toAbsolutePath() + " nor a resource beside "
                            + testClass.getName() + " or at the root of the class path");
        }
        return found;
    }

    private static @Nullable Path path(URL resource) {
        try {
            return resource.getProtocol().equals("file") ? Path.of(resource.toURI()) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String text(URL resource) {
        try (InputStream in = resource.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
