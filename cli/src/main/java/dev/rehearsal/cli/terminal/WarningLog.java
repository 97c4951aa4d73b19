package dev.rehearsal.cli.terminal;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Warnings of the library and of others it uses, on standard error: one line each, above the status line. */
public final class WarningLog implements SLF4JServiceProvider {
    /** More than warnings: {@code info}, {@code debug} or {@code trace}. */
    public static final String VARIABLE = "REHEARSAL_LOG";

    private static volatile @Nullable Terminal terminal;

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new BasicMDCAdapter();
    private final Level least = least(System.getenv().getOrDefault(VARIABLE, ""));

    /** Where warnings go from now on. */
    public static void to(Terminal terminal) {
        WarningLog.terminal = terminal;
    }

    private static Level least(String name) {
        return switch (name) {
            case "trace" -> Level.TRACE;
            case "debug" -> Level.DEBUG;
            case "info" -> Level.INFO;
            default -> Level.WARN;
        };
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> new Log(name, least);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    /** One class's. */
    private static final class Log extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final Level least;

        Log(String name, Level least) {
            this.name = name;
            this.least = least;
        }

        private boolean has(Level level) {
            return level.toInt() >= least.toInt();
        }

        @Override
        public boolean isTraceEnabled() {
            return has(Level.TRACE);
        }

        @Override
        public boolean isDebugEnabled() {
            return has(Level.DEBUG);
        }

        @Override
        public boolean isInfoEnabled() {
            return has(Level.INFO);
        }

        @Override
        public boolean isWarnEnabled() {
            return has(Level.WARN);
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                @Nullable Object @Nullable [] arguments,
                @Nullable Throwable cause) {
            Terminal to = terminal;
            if (to != null) {
                String text = MessageFormatter.basicArrayFormat(message, arguments);
                String why = cause == null ? "" : " (" + cause + ")";
                to.note((level == Level.WARN || level == Level.ERROR ? "warning" : level.toString()) + ": "
                        + Plain.line(text + why));
            }
        }
    }
}
