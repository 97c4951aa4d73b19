package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Style;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.model.ModelProvider.Provider;
import dev.rehearsal.model.Models;
import dev.rehearsal.models.local.LocalModels;
import dev.rehearsal.simulation.UserModels;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rehearse doctor}. */
@Command(
        name = "doctor",
        description = "Checks what a run needs: Java, the store, keys and models. Sends nothing to anybody.")
final class DoctorCommand implements Callable<Integer> {
    private final Environment environment;
    private final Terminal terminal;

    @Mixin
    private StoreOption store = new StoreOption();

    private boolean healthy = true;

    DoctorCommand(Environment environment) {
        this.environment = environment;
        this.terminal = environment.terminal();
    }

    @Override
    public Integer call() {
        good("Rehearsal", Rehearse.version());
        good("Java", Runtime.version() + " in " + System.getProperty("java.home"));
        checkStore();
        checkUserModel();
        checkProviders();
        checkLocalModels();
        checkText();
        return healthy ? ExitCode.PASSED : ExitCode.FAILED;
    }

    private void checkStore() {
        if (store.isMissing()) {
            Path folder = Path.of(store.place()).toAbsolutePath().getParent();
            if (folder != null && Files.isWritable(folder)) {
                good("Store", store.place() + " is not there yet; the first run makes it");
            } else {
                bad("Store", store.place() + " is not there, and nothing can be written to " + folder);
            }
            return;
        }
        try (Store open = store.existing()) {
            good("Store", open.location() + ", " + (open.runs().list(1).isEmpty() ? "no runs yet" : "with runs"));
        } catch (StoreException e) {
            bad("Store", String.valueOf(e.getMessage()));
        }
    }

    private void checkUserModel() {
        String user = environment.variables().getOrDefault(UserModels.VARIABLE, "");
        if (user.isBlank()) {
            none("User model", UserModels.VARIABLE + " is not set; --user-model names one, or a run file does");
        } else {
            good("User model", user + " (" + UserModels.VARIABLE + ")");
        }
    }

    private void checkProviders() {
        for (Provider each : Models.providers()) {
            if (each.name().equals("local")) {
                continue;
            }
            List<String> set = each.keys().stream()
                    .filter(key ->
                            !environment.variables().getOrDefault(key, "").isBlank())
                    .toList();
            String seen = set.isEmpty() ? "" : String.join(", ", set) + " set";
            if (each.ready()) {
                good(each.name() + ":/", seen.isEmpty() ? each.description() : seen);
            } else {
                String needs = each.keys().isEmpty() ? each.description() : "needs " + String.join(" or ", each.keys());
                none(each.name() + ":/", seen.isEmpty() ? needs : seen + ", not ready");
            }
        }
    }

    private void checkLocalModels() {
        var models = LocalModels.of(environment.modelSettings());
        String present = models.list().stream()
                .filter(LocalModels.Listed::present)
                .map(each -> "local:/" + each.name() + " (" + Amount.bytes(each.size()) + ")")
                .collect(Collectors.joining(", "));
        if (present.isEmpty()) {
            none(
                    "Local models",
                    "none in " + models.folder() + "; " + environment.command() + " models pull NAME brings one");
        } else {
            good("Local models", present);
        }
    }

    private void checkText() {
        good(
                "Text",
                "written as UTF-8; locale " + Locale.getDefault().toLanguageTag() + ", files' names and arguments in "
                        + System.getProperty("sun.jnu.encoding", "?") + ", default " + Charset.defaultCharset());
    }

    private void good(String what, String found) {
        line(terminal.styled(Style.GREEN, "✓"), what, found);
    }

    private void none(String what, String found) {
        line(terminal.styled(Style.DIM, "-"), what, found);
    }

    private void bad(String what, String found) {
        healthy = false;
        line(terminal.styled(Style.RED, "✗"), what, found);
    }

    private void line(String mark, String what, String found) {
        terminal.line(mark + " " + String.format(Locale.ROOT, "%-13s", what) + Plain.line(found));
    }
}
