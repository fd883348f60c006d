package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A secret that no host has set. */
class RoomSecretTest {

  private final Logger logger = Logger.getLogger(RoomSecret.class.getName());
  private final List<String> logged = new CopyOnWriteArrayList<>();

  private final Handler listening =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private byte[] drawn(RandomGenerator random) {
    logger.addHandler(listening);
    try {
      return RoomSecret.random(random).bytes();
    } finally {
      logger.removeHandler(listening);
    }
  }

  @Test
  void theLogWarnsOfLinksThatEndWithTheProcess() {
    assertThat(drawn(new SecureRandom())).hasSize(32);

    assertThat(logged).hasSize(1).first().asString().contains("No secret is set");
  }

  @Test
  void aTestIsNotWarnedSinceItsLinksAreTheSameInEachRun() {
    assertThat(drawn(new Random(1))).isEqualTo(drawn(new Random(1)));

    assertThat(logged).isEmpty();
  }
}
