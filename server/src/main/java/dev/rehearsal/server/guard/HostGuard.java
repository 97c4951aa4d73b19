package dev.rehearsal.server.guard;

import dev.rehearsal.server.web.Problem;
import dev.rehearsal.server.web.ProblemException;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers only to its own names, so that a page of others, whose name leads to this machine all of a sudden, reads nothing (DNS rebinding);
 * and takes changes only from its own pages and from programs, so that a page of others writes nothing (cross-site requests).
 */
final class HostGuard {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<String> names;

    /** @param names by which it may be called, beside {@code localhost} and addresses */
    HostGuard(Set<String> names) {
        this.names = Stream.concat(Stream.of("localhost"), names.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** @throws ProblemException if the request is refused */
    void check(Context context) {
        String header = context.header("Host");
        Authority host = Optional.ofNullable(header)
                .flatMap(Authority::ofHost)
                .filter(each -> each.isAddress() || names.contains(each.host()))
                .orElseThrow(() -> new ProblemException(new Problem(
                        421,
                        "Misdirected request",
                        "this server does not answer to that Host; call it by its address, or start it with"
                                + " --allowed-host NAME")));
        if (!READING.contains(context.method().name())) {
            checkOrigin(context, host);
        }
    }

    private static void checkOrigin(Context context, Authority host) {
        String origin = context.header("Origin");
        String site = context.header("Sec-Fetch-Site");
        boolean own = origin == null
                || Authority.ofOrigin(origin).filter(host::isSame).isPresent();
        if (!own || site != null && !OWN_SITES.contains(site)) {
            throw new ProblemException(new Problem(
                    403,
                    "Forbidden",
                    "changes are taken from this server's own pages and from programs, not from other sites"));
        }
    }
}
