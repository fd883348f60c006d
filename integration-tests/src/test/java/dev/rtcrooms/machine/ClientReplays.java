package dev.rtcrooms.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.rtcrooms.testkit.conformance.ClientVector;
import dev.rtcrooms.testkit.conformance.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.function.Executable;

/** Replays of all vectors for clients; any thread. */
public final class ClientReplays {

  private static final int AT_ONCE = 16;

  private ClientReplays() {}

  /**
   * Replays all vectors, several at once, because they mostly wait.
   *
   * @param server for which a driver is running
   */
  public static void all(ScriptedServer server) {
    List<ClientVector> vectors = ClientVector.all();
    assertThat(vectors).hasSizeGreaterThan(50);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Executable> replays = new ArrayList<>();
      for (ClientVector vector : vectors) {
        Future<?> replay = threads.submit(() -> vector.replay(server));
        replays.add(replay::get);
      }
      assertAll(replays);
    } finally {
      threads.shutdownNow();
    }
  }
}
