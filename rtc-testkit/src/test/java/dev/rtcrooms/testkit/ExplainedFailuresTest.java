package dev.rtcrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The failure of a test shows what its clients said and heard. */
class ExplainedFailuresTest {

  /** Tests that fail, run by those below. */
  static class Failing {
    private final SlowServer server = new SlowServer();

    @RegisterExtension final TestRooms rooms = TestRooms.at(server);

    @AfterEach
    void stop() {
      server.close();
    }

    @Test
    void byAnAssertionOfTheTest() {
      TestClient ann = rooms.join("lobby", "ann");
      ann.ask(new Say("hi"));
      assertThat(ann.drain(Said.class)).isEmpty();
    }

    @Test
    void byAnAssertionOfTheKit() {
      rooms.join("lobby", "ann").hearsNo(Hello.class);
    }

    @Test
    void beforeAnythingWasSaid() {
      throw new IllegalStateException("no clients");
    }
  }

  private static Throwable failure(String test) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Failing.class, test))
                .build(),
            summary);
    assertThat(summary.getSummary().getFailures()).hasSize(1);
    return summary.getSummary().getFailures().get(0).getException();
  }

  @Test
  void anyAssertionIsExplained() {
    Throwable failure = failure("byAnAssertionOfTheTest");

    assertThat(failure).hasMessageContaining("Expecting empty");
    assertThat(failure.getSuppressed())
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .containsSubsequence("ann heard Hello", "ann sent Say", "ann heard Said");
  }

  @Test
  void whatTheKitHasExplainedIsNotExplainedAgain() {
    Throwable failure = failure("byAnAssertionOfTheKit");

    assertThat(failure).hasMessageContaining("What was said and heard:");
    assertThat(failure).hasNoSuppressedExceptions();
  }

  @Test
  void whereNothingWasSaidThereIsNothingToShow() {
    Throwable failure = failure("beforeAnythingWasSaid");

    assertThat(failure).isInstanceOf(IllegalStateException.class).hasNoSuppressedExceptions();
  }
}
