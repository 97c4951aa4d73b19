package dev.rehearsal.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MissingBedrockTest {
    @Test
    void namesTheArtifactThatIsMissing() throws Exception {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try (var without = new URLClassLoader(classPathWithoutAmazon(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(without);
            var open = without.loadClass("dev.rehearsal.model.Models").getMethod("open", String.class);

            assertThatThrownBy(() -> open.invoke(null, "bedrock:/some-model"))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage("bedrock:/some-model: Bedrock's client is not on the class path;"
                            + " add the artifact dev.langchain4j:langchain4j-bedrock");
        } finally {
            Thread.currentThread().setContextClassLoader(context);
        }
    }

    private static URL[] classPathWithoutAmazon() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.contains("bedrock") && !entry.contains("awssdk"))
                .map(MissingBedrockTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
