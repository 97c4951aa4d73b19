package dev.rehearsal.models.local;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.AllowedProviders;
import dev.rehearsal.model.ModelSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Brings a model's file into the cache. It gets its final name only when it is whole. */
public final class ModelPull {
    private static final byte[] GGUF = {'G', 'G', 'U', 'F'};

    private final ModelSettings settings;
    private final Progress progress;

    ModelPull(ModelSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Is told how far it is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some more bytes are there.
         *
         * @param bytes so far
         * @param total in the end
         */
        void at(long bytes, long total);
    }

    Path copy(String name, Path from, Path target) {
        try {
            if (!Files.isRegularFile(from)) {
                throw new InvalidInputException(from.toString(), "no such file");
            }
            try (InputStream in = Files.newInputStream(from)) {
                if (!java.util.Arrays.equals(in.readNBytes(4), GGUF)) {
                    throw new InvalidInputException(from.toString(), "not a GGUF file");
                }
            }
            Path partial = partial(target);
            try (InputStream in = Files.newInputStream(from);
                    OutputStream out = Files.newOutputStream(partial)) {
                pump(in, out, 0, Files.size(from));
            }
            KnownModel known = KnownModel.of(name).orElse(null);
            return keep(partial, target, known == null ? sha256(partial) : known.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from + ": " + e.getMessage(), e);
        }
    }

    Path download(KnownModel model, Path target) {
        AllowedProviders.checkHost(model.source(), settings);
        try {
            if (Files.isRegularFile(target) && Files.size(target) == model.size()) {
                return target;
            }
            Path partial = partial(target);
            long there = Files.exists(partial) ? Files.size(partial) : 0;
            if (there < model.size()) {
                fetch(model, partial, there);
            }
            return keep(partial, target, model.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot download " + model.source() + ": " + e.getMessage()
                            + "; call again to go on, or use --from FILE",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted; call again to go on", e));
        }
    }

    private void fetch(KnownModel model, Path partial, long there) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
        var request = HttpRequest.newBuilder(model.source());
        if (there > 0) {
            request.header("Range", "bytes=" + there + "-");
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            boolean goesOn = response.statusCode() == 206;
            if (!goesOn && response.statusCode() != 200) {
                throw new IOException("the server answered " + response.statusCode());
            }
            var mode = goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
            try (OutputStream out = Files.newOutputStream(partial, StandardOpenOption.CREATE, mode)) {
                pump(in, out, goesOn ? there : 0, model.size());
            }
        }
    }

    private void pump(InputStream in, OutputStream out, long start, long total) throws IOException {
        byte[] buffer = new byte[1 << 20];
        long at = start;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            at += read;
            progress.at(at, total);
        }
    }

    private static Path partial(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private static Path keep(Path partial, Path target, String expected) throws IOException {
        String found = sha256(partial);
        if (!found.equals(expected)) {
            Files.delete(partial);
            throw new IOException(
                    "the file is not the expected one: its SHA-256 is " + found + " instead of " + expected);
        }
        return Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 20];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
