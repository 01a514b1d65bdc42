import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/**
 * Asks veraPDF whether PDF files meet standards, all in one run.
 *
 * <p>A flavour such as {@code 2a}, {@code 2u} or {@code ua1}, or several with commas, holds for the files after it. Each rule
 * that a file breaks is a line of tab-separated cells: file, flavour, clause, test, failed checks, what the rule asks, where it
 * is broken first. A file that meets its flavour is a line "file, flavour, ok, checks". Exit code 1: some rule is broken.
 */
public final class Validate {
    private static boolean broken = false;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        String[] flavours = {};
        for (String argument : arguments) {
            if (argument.toLowerCase().endsWith(".pdf") || argument.contains("/")) {
                for (String flavour : flavours) {
                    validate(Path.of(argument), flavour);
                }
                if (flavours.length == 0) {
                    usage("name a flavour before " + argument);
                }
            } else {
                flavours = argument.split(",");
            }
        }
        System.exit(broken ? 1 : 0);
    }

    private static void usage(String fault) {
        System.err.println(fault + "\nusage: validate FLAVOUR[,FLAVOUR] FILE.pdf... [FLAVOUR FILE.pdf...], such as: 2a,ua1 list.pdf");
        System.exit(2);
    }

    private static void validate(Path file, String name) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        ValidationProfile profile = Profile.of(flavour);
        if (profile == null) {
            usage("veraPDF knows no flavour " + name);
        }
        try (InputStream in = Files.newInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                // Every failed check is counted; of each rule one is told.
                PDFAValidator validator = ValidatorFactory.createValidator(profile, 1, false, true, false)) {
            List<ValidationResult> results = validator.validateAll(parser);
            for (ValidationResult result : results) {
                tell(file, name, result);
            }
        } catch (Exception error) {
            line(file, name, "unreadable", "0", "1", error.toString(), "");
            broken = true;
        }
    }

    private static void tell(Path file, String name, ValidationResult result) {
        Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                first.putIfAbsent(assertion.getRuleId(), assertion);
            }
        }
        result.getFailedChecks().forEach((rule, count) -> {
            TestAssertion assertion = first.get(rule);
            line(file, name, rule.getClause(), Integer.toString(rule.getTestNumber()), count.toString(),
                    assertion == null ? "" : assertion.getMessage(),
                    assertion == null ? "" : assertion.getLocation().getContext());
        });
        if (result.isCompliant()) {
            line(file, name, "ok", Integer.toString(result.getTotalAssertions()));
        } else {
            broken = true;
        }
    }

    private static void line(Path file, String... cells) {
        StringBuilder line = new StringBuilder(file.toString());
        for (String cell : cells) {
            line.append('\t').append(cell.replaceAll("\\s+", " ").strip());
        }
        System.out.println(line);
    }
}
