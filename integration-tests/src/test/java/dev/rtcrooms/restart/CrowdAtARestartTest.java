package dev.rtcrooms.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.JavaCommand;
import dev.rtcrooms.machine.RedisProcess;
import dev.rtcrooms.machine.Sockets;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many clients leave a server that is restarted, and come back to it. With {@code -Dcrowd=5000} so
 * many; then they must also come back at the pace at which they left.
 */
@Tag("one-jdk")
class CrowdAtARestartTest {

  private static final int LONG = Integer.getInteger("crowd", 0);
  private static final int CROWD = LONG > 0 ? LONG : 100;
  private static final int ROOM = 50;
  private static final Duration WINDOW = LONG > 0 ? Duration.ofSeconds(25) : Duration.ofMillis(500);
  private static final Duration RESTART = Duration.ofSeconds(LONG > 0 ? 6 : 2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RedisProcess redis = new RedisProcess();
  private final List<Regular> crowd = new ArrayList<>();
  private final int port = Sockets.freePort();

  @AfterEach
  void everybodyLeaves() {
    crowd.forEach(Regular::close);
    redis.close();
  }

  private ChildProcess server() {
    ChildProcess server =
        new ChildProcess(
            ChildProcess.folder("restarted"),
            JavaCommand.brief(
                RestartedServer.class,
                redis.url(),
                Integer.toString(port),
                Long.toString(WINDOW.toMillis()),
                Long.toString(WINDOW.plus(RESTART).toMillis())));
    server.awaitLine(RestartedServer.READY);
    return server;
  }

  @Test
  void allComeBackAtThePaceAtWhichTheyLeftAndMissNothing() {
    try (ChildProcess first = server()) {
      for (int i = 0; i < CROWD; i += ROOM) {
        URI link = URI.create("http://127.0.0.1:" + port + "/room/" + UUID.randomUUID());
        for (int k = 0; k < ROOM; k++) {
          crowd.add(new Regular(link));
        }
      }
      await().atMost(PATIENCE).until(() -> haveAllHeard(0, 1));
      speakers().forEach(speaker -> speaker.say("before"));
      await().atMost(PATIENCE).until(() -> haveAllHeard(1, 1));
      first.end();
    }
    speakers().forEach(speaker -> speaker.say("meanwhile"));
    try (ChildProcess second = server()) {
      await().atMost(PATIENCE).until(() -> haveAllHeard(2, 2));
      speakers().forEach(speaker -> speaker.say("after"));
      await().atMost(PATIENCE).until(() -> haveAllHeard(3, 2));
      assertThat(crowd)
          .allSatisfy(
              each -> {
                assertThat(each.heard()).containsExactly("before", "meanwhile", "after");
                assertThat(each.hellos()).hasSize(2);
                assertThat(each.hellos().get(1).recovered()).isTrue();
              });
      if (LONG > 0) {
        int most = mostInASecond();
        double steady = CROWD / (WINDOW.toMillis() / 1e3);
        System.out.printf("%d came back in one second, %.0f on average%n", most, steady);
        assertThat(most).isLessThanOrEqualTo((int) (2 * steady));
      }
      assertThat(second.said()).noneMatch(line -> line.contains("SEVERE"));
    }
  }

  /** One in each room. */
  private List<Regular> speakers() {
    List<Regular> speakers = new ArrayList<>();
    for (int i = 0; i < crowd.size(); i += ROOM) {
      speakers.add(crowd.get(i));
    }
    return speakers;
  }

  private boolean haveAllHeard(int messages, int hellos) {
    return crowd.stream()
        .allMatch(each -> each.heard().size() >= messages && each.hellos().size() >= hellos);
  }

  /** The most arrivals within any second after the restart. */
  private int mostInASecond() {
    List<Long> arrivals = crowd.stream().map(each -> each.arrivals().get(1)).sorted().toList();
    int most = 0;
    int from = 0;
    for (int to = 0; to < arrivals.size(); to++) {
      while (arrivals.get(to) - arrivals.get(from) > TimeUnit.SECONDS.toNanos(1)) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
