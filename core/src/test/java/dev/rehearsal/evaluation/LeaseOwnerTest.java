package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LeaseOwnerTest {
    private final String own = LeaseOwner.ofThisProcess();

    /** This process's name with another of its parts. */
    private String with(int part, String value) {
        String[] parts = own.split("/", -1);
        parts[3] = "of-another";
        parts[part] = value;
        return String.join("/", parts);
    }

    @Test
    void livesWhileItsProcessDoes() {
        assertThat(LeaseOwner.isDead(own)).isFalse();
        assertThat(LeaseOwner.ofThisProcess()).isNotEqualTo(own);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isDeadWhenItsProcessIsGone() {
        assertThat(LeaseOwner.isDead(with(1, "4194999"))).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isDeadWhenItsNumberBelongsToAnotherProcessNow() {
        assertThat(LeaseOwner.isDead(with(2, "1"))).isTrue();
    }

    @Test
    void isDeadWhenItsProcessHasRetiredIt() {
        LeaseOwner.retire(own);

        assertThat(LeaseOwner.isDead(own)).isTrue();
        assertThat(LeaseOwner.isDead(with(3, "of-another-class-loader"))).isFalse();
    }

    @Test
    void isNotKnownToBeDeadElsewhere() {
        assertThat(LeaseOwner.isDead("another-boot-1/4194999/1/x")).isFalse();
        assertThat(LeaseOwner.isDead("unknown/4194999/1/x")).isFalse();
        assertThat(LeaseOwner.isDead("4711-of-an-earlier-version")).isFalse();
        assertThat(LeaseOwner.isDead(with(1, "no-number"))).isFalse();
    }
}
