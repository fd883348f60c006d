package dev.rtcrooms;

import java.nio.file.Path;
import java.util.List;

/** The folders of this checkout. Constants; any thread may read them. */
public final class Checkout {

  /** The folder of the parent POM. */
  public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** The folders of the modules with code that are published, relative to {@link #ROOT}. */
  public static final List<String> LIBRARY =
      List.of(
          "rtc-api",
          "rtc-testkit",
          "rtc-hub",
          "rtc-signaling",
          "rtc-web",
          "rtc-client",
          "extensions/rtc-jakarta",
          "extensions/rtc-netty",
          "extensions/rtc-sfu",
          "extensions/rtc-micrometer",
          "extensions/rtc-redis",
          "extensions/rtc-spring-boot-starter");

  private Checkout() {}
}
