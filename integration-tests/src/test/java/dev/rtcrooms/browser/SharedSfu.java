package dev.rtcrooms.browser;

import dev.rtcrooms.sfu.Sfu;
import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An SFU that all tests of a class use, with the default options. */
public final class SharedSfu implements BeforeAllCallback, AfterAllCallback {

  private Sfu sfu;

  /**
   * Starts no SFU: JUnit also makes the extensions of a class that it skips, and never ends them.
   */
  public SharedSfu() {}

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    sfu = Sfu.builder().build();
  }

  /** The SFU, from the first test of the class until the last one has ended. */
  public Sfu get() {
    return sfu;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (sfu != null) {
      sfu.close();
    }
  }
}
