package dev.rehearsal.models.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelsTest {
    private static final ModelPull.Progress SILENT = (bytes, total) -> {};

    @TempDir
    Path cache;

    private ModelSettings settings;
    private LocalModels models;

    @BeforeEach
    void emptyCache() {
        settings = new ModelSettings(Map.of("XDG_CACHE_HOME", cache.toString()), null, List.of(), 0);
        models = LocalModels.of(settings);
    }

    @Test
    void listsKnownModelsAndWhatElseIsThere() throws IOException {
        models.pull("mine", gguf("a model of my own"), SILENT);

        assertThat(models.list())
                .extracting(LocalModels.Listed::name)
                .containsExactly("qwen2.5-coder-1.5b", "smollm2-135m", "mine");
        assertThat(models.list()).extracting(LocalModels.Listed::present).containsExactly(false, false, true);
    }

    @Test
    void copiesAFileThatIsNoKnownModel() throws IOException {
        Path file = models.pull("mine", gguf("weights"), SILENT);

        assertThat(file)
                .isEqualTo(cache.resolve("rehearsal/models/mine.gguf"))
                .content()
                .isEqualTo("GGUFweights");
        assertThat(models.file("mine")).isEqualTo(file);
    }

    @Test
    void keepsNothingUnderAKnownNameThatHasAnotherHash() throws IOException {
        Path file = gguf("not the model");

        assertThatThrownBy(() -> models.pull("smollm2-135m", file, SILENT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("SHA-256");
        assertThat(cache.resolve("rehearsal/models")).isEmptyDirectory();
    }

    @Test
    void refusesAFileThatIsNoModel() throws IOException {
        Path file = Files.writeString(cache.resolve("page.html"), "<html>");

        assertThatThrownBy(() -> models.pull("mine", file, SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not a GGUF file");
        assertThatThrownBy(() -> models.pull("../mine", gguf("x"), SILENT)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void saysHowToGetAModelThatIsNotThere() {
        var provider = new LocalModelProvider();

        assertThatThrownBy(() -> provider.open(ModelUri.parse("local:/smollm2-135m"), settings))
                .hasMessageContaining("rehearse models pull smollm2-135m");
        assertThatThrownBy(() -> provider.open(ModelUri.parse("local:/smollm2-135"), settings))
                .hasMessageContaining("smollm2-135m");
    }

    @Test
    void sendsNothingToAHostThatIsNotAllowed() {
        var local = LocalModels.of(settings.withAllowedProviders(List.of("local")));

        assertThatThrownBy(() -> local.pull("smollm2-135m", SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("huggingface.co");
    }

    @Test
    void downloadsTheRestOfWhatAnEarlierAttemptLeft() throws IOException {
        byte[] content = "GGUF and everything after it".getBytes(StandardCharsets.UTF_8);
        try (var server = new FileServer(content)) {
            KnownModel known = known(server.address(), content.length, server.sha256());
            Path target = Files.createDirectories(cache.resolve("models")).resolve("known.gguf");
            Files.write(target.resolveSibling("known.gguf.part"), new byte[] {'G', 'G', 'U', 'F'});

            new ModelPull(settings, SILENT).download(known, target);

            assertThat(target).hasBinaryContent(content);
            assertThat(server.ranges()).containsExactly("bytes=4-");
            new ModelPull(settings, SILENT).download(known, target);
            assertThat(server.ranges()).hasSize(1);
        }
    }

    @Test
    void keepsNoDownloadThatHasAnotherHash() throws IOException {
        byte[] content = "GGUF but not the right one".getBytes(StandardCharsets.UTF_8);
        try (var server = new FileServer(content)) {
            Path target = cache.resolve("models").resolve("known.gguf");
            KnownModel known = known(server.address(), content.length, "00");

            assertThatThrownBy(() -> new ModelPull(settings, SILENT).download(known, target))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("SHA-256");
            assertThat(target.getParent()).isEmptyDirectory();
        }
    }

    private static KnownModel known(URI source, long size, String sha256) {
        return new KnownModel("known", "known.gguf", size, sha256, source, "Apache-2.0", "");
    }

    private Path gguf(String content) throws IOException {
        return Files.writeString(cache.resolve("given.gguf"), "GGUF" + content);
    }
}
