package dev.rtcrooms.machine;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What some tests need of the machine. Where it is missing they are skipped, which the log says
 * once, in one line; but they fail where the environment says {@code CI=true}.
 */
public final class Needed {

  private static final Logger LOG = LoggerFactory.getLogger(Needed.class);
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private final boolean required;

  Needed(boolean required) {
    this.required = required;
  }

  /**
   * What was found, or an end of the tests that need it.
   *
   * @param what may have been found
   * @param missing what is missing otherwise, as a sentence's subject: "Firefox, on the PATH"
   * @return what was found
   */
  public static <T> T orSkip(Optional<T> what, String missing) {
    return new Needed("true".equals(System.getenv("CI"))).get(what, missing);
  }

  <T> T get(Optional<T> what, String missing) {
    if (what.isPresent()) {
      return what.get();
    }
    if (required) {
      throw new AssertionError("Missing, and CI=true: " + missing);
    }
    if (SAID.add(missing)) {
      LOG.warn("Missing, so tests are skipped: {}", missing);
    }
    throw new TestAbortedException("Missing: " + missing);
  }
}
