package dev.rehearsal.junit;

import dev.rehearsal.dataset.TestCase;
import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * One invocation of a test: a trial of a case.
 *
 * @param index the case's place, from 0
 * @param trial from 1
 * @param trials how many there are of each case
 */
record Trial(MethodRun run, long index, TestCase testCase, int trial, int trials)
        implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
        return run.names().of(this);
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new TrialExtension(this));
    }
}
