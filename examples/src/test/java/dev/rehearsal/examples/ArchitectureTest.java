package dev.rehearsal.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between modules go one way, and core carries nobody else's types. */
class ArchitectureTest {
    /** What core is made of; every other module has one package, named as the module, and what is below it. */
    private static final List<String> CORE = List.of(
            "comparison",
            "conversation",
            "dataset",
            "evaluation",
            "generation",
            "input",
            "model",
            "scorers",
            "scoring",
            "simulation",
            "statistics",
            "store",
            "testing",
            "trust");

    /** The modules that a module may know, beside itself. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("core", Set.of()),
            Map.entry("testkit", Set.of("core")),
            Map.entry("formats", Set.of("core")),
            Map.entry("models", Set.of("core")),
            Map.entry("agents", Set.of("core")),
            Map.entry("store", Set.of("core")),
            Map.entry("mlflow", Set.of("core")),
            Map.entry("server", Set.of("core", "formats", "store")),
            Map.entry("junit", Set.of("core", "formats")),
            Map.entry("demo", Set.of("core")),
            Map.entry("cli", Set.of("core", "formats", "models", "agents", "store", "mlflow", "server", "demo")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.rehearsal");

    /** The module's own code: core is where no other module's package is. */
    private static DescribedPredicate<JavaClass> of(String module) {
        return DescribedPredicate.describe("of " + module, type -> module(type).equals(module));
    }

    private static String module(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        if (names.length < 3 || !type.getPackageName().startsWith("dev.rehearsal.")) {
            return "";
        }
        if (type.getPackageName().startsWith("dev.rehearsal.store.sql")) {
            return "store";
        }
        return CORE.contains(names[2]) ? "core" : names[2];
    }

    private static Set<String> modules() {
        Set<String> modules = new TreeSet<>();
        CLASSES.forEach(type -> modules.add(module(type)));
        modules.remove("");
        return modules;
    }

    @Test
    void seesTheClassesOfAllModules() {
        assertThat(modules()).containsAll(ARROWS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> goesOneWay() {
        return ARROWS.entrySet().stream()
                .map(arrow -> DynamicTest.dynamicTest(
                        arrow.getKey(),
                        () -> noClasses()
                                .that(of(arrow.getKey()))
                                .should()
                                .dependOnClassesThat(
                                        DescribedPredicate.describe("of a module that it must not know", type -> {
                                            String module = module(type);
                                            return !module.isEmpty()
                                                    && !module.equals(arrow.getKey())
                                                    && !arrow.getValue().contains(module);
                                        }))
                                .check(CLASSES)));
    }

    @Test
    void namesEveryModule() {
        Set<String> modules = modules();
        modules.removeAll(ARROWS.keySet());
        assertThat(modules).isSubsetOf("examples", "benchmarks");
    }

    @Test
    void hasNoCycleBetweenPackages() {
        slices().matching("dev.rehearsal.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void keepsCoreFreeOfHttpSqlAndWebServers() {
        noClasses()
                .that(of("core"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.net.http..",
                        "java.sql..",
                        "javax.sql..",
                        "com.sun.net.httpserver..",
                        "org.jdbi..",
                        "org.flywaydb..",
                        "io.javalin..",
                        "dev.langchain4j.."))
                .check(CLASSES);
    }

    @Test
    void letsOnlyTheStoreAndTheDemoTouchJdbc() {
        noClasses()
                .that(DescribedPredicate.not(of("store").or(of("demo"))))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.jdbi..", "com.zaxxer.."))
                .check(CLASSES);
    }

    @Test
    void usesNoNamesThatSayNothing() {
        for (String ending : List.of(
                "Manager",
                "Helper",
                "Util",
                "Utils",
                "Impl",
                "Dto",
                "Entity",
                "Service",
                "Data",
                "Info",
                "Evaluator",
                "Golden",
                "Trajectory")) {
            noClasses().should(haveSimpleNameEndingWith(ending)).check(CLASSES);
        }
    }

    @Test
    void showsNoLibrarysTypesInCoresSignatures() {
        classes()
                .that(of("core"))
                .and()
                .areNotPrivate()
                .should(showNoTypesOf("com.fasterxml.", "io.github.resilience4j.", "org.apache.commons.", "org.slf4j."))
                .check(CLASSES);
    }

    @Test
    void marksEveryPackageAsFreeOfNulls() {
        Set<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).isEmpty();
    }

    private static ArchCondition<JavaClass> showNoTypesOf(String... packages) {
        return new ArchCondition<>("show no types of " + String.join(", ", packages)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.Builder<Shown> shown = Stream.builder();
                type.getAllRawInterfaces().forEach(each -> shown.add(new Shown("is a", each)));
                type.getAllRawSuperclasses().forEach(each -> shown.add(new Shown("is a", each)));
                for (JavaField field : type.getFields()) {
                    if (isShown(field.getModifiers())) {
                        shown.add(new Shown(field.getFullName(), field.getType()));
                    }
                }
                for (JavaCodeUnit unit : type.getCodeUnits()) {
                    if (isShown(unit.getModifiers())) {
                        shown.add(new Shown(unit.getFullName(), unit.getReturnType()));
                        unit.getParameterTypes().forEach(each -> shown.add(new Shown(unit.getFullName(), each)));
                        unit.getExceptionTypes().forEach(each -> shown.add(new Shown(unit.getFullName(), each)));
                    }
                }
                shown.build()
                        .filter(each -> each.type().getAllInvolvedRawTypes().stream()
                                .anyMatch(raw -> Stream.of(packages).anyMatch(raw.getName()::startsWith)))
                        .forEach(each -> events.add(
                                SimpleConditionEvent.violated(type, each.where() + " shows " + each.type())));
            }
        };
    }

    private record Shown(String where, JavaType type) {}

    private static boolean isShown(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
