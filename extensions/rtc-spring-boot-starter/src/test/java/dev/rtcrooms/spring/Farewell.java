package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.client.RoomClient;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Stops an application while somebody is in a room; for the test's thread. */
final class Farewell {

  private Farewell() {}

  /** What stops the application. */
  @FunctionalInterface
  interface End {
    void run() throws Exception;
  }

  /** Ann logs in and joins; when the application stops, she hears that she may come back. */
  static void check(String address, End end) throws Exception {
    Visitor ann = new Visitor(address);
    ann.logIn("ann", "chalk");
    CompletableFuture<CloseReason> lost = new CompletableFuture<>();
    try (RoomClient client =
        ann.client("/room/" + UUID.randomUUID())
            .onState(change -> change.reason().ifPresent(lost::complete))
            .build()) {
      assertThat(client.connect().get(60, TimeUnit.SECONDS).member().user().id()).isEqualTo("ann");

      end.run();

      assertThat(lost.get(60, TimeUnit.SECONDS).code()).isEqualTo(CloseReason.SHUTTING_DOWN.code());
    }
  }
}
