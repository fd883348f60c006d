package dev.rtcrooms.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the public API of each published module with {@code api.txt} in the module's folder.
 * With the system property {@code api.update} it writes the file instead.
 */
class ApiListingTest {
  private static final String UPDATE =
      "mvn -o -q -pl integration-tests -am test -Dtest=ApiListingTest -Dapi.update=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  static List<String> library() {
    return Checkout.LIBRARY;
  }

  @ParameterizedTest
  @MethodSource("library")
  void theListingIsTheApi(String module) throws IOException {
    Path file = Checkout.ROOT.resolve(module).resolve("api.txt");
    String api = ApiListing.of(Checkout.ROOT.resolve(module).resolve("target/classes"));
    if (Boolean.getBoolean("api.update")) {
      Files.writeString(file, api);
    }
    String listed = Files.exists(file) ? Files.readString(file) : "";
    assertThat(listed.equals(api))
        .withFailMessage(
            "The public API differs from %s/api.txt:%n%s%nIf this is intended, run: %s",
            module, String.join("\n", changes(listed, api)), UPDATE)
        .isTrue();
  }

  private static List<String> changes(String listed, String api) {
    List<String> changes = new ArrayList<>();
    without(listed, api).forEach(line -> changes.add("- " + line));
    without(api, listed).forEach(line -> changes.add("+ " + line));
    return changes.isEmpty() ? List.of("the same lines in another order") : changes;
  }

  private static Stream<String> without(String some, String others) {
    List<String> rest = new ArrayList<>(some.lines().toList());
    others.lines().forEach(rest::remove);
    return rest.stream();
  }
}
