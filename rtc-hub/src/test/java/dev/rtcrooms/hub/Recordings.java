package dev.rtcrooms.hub;

import dev.rtcrooms.testkit.TestClient;
import java.util.ArrayList;
import java.util.List;

/** The recorded events that clients have heard. */
final class Recordings {

  private Recordings() {}

  /** All recorded events of one client after another, as offset and event. */
  static List<String> of(TestClient... lives) {
    List<String> all = new ArrayList<>();
    for (TestClient life : lives) {
      life.frames().stream()
          .flatMap(frame -> frame.messages().stream())
          .filter(message -> message.offset().isPresent())
          .forEach(message -> all.add(message.toString()));
    }
    return all;
  }

  /** What follows the first of these, as the one that came later than another has heard it. */
  static List<String> after(int skipped, TestClient... lives) {
    return of(lives).stream().skip(skipped).toList();
  }
}
