package dev.rtcrooms.browser;

import dev.rtcrooms.sfu.Sfu;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An SFU that all tests of a class use, with the default options. */
public final class SharedSfu implements AfterAllCallback {

  private final Sfu sfu;

  /** Starts it. */
  public SharedSfu() {
    try {
      sfu = Sfu.builder().build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SFU, until the last test of the class has ended. */
  public Sfu get() {
    return sfu;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    sfu.close();
  }
}
