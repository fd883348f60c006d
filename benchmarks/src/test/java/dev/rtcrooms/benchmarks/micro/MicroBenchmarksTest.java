package dev.rtcrooms.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Each benchmark once, by hand: that it does what it measures. */
class MicroBenchmarksTest {

  @Test
  void theCodecReadsAndWrites() throws IOException {
    CodecBenchmark codec = new CodecBenchmark();
    codec.prepare();

    assertThat(codec.decodeSay()).hasSize(1);
    assertThat(codec.decodeOffer()).hasSize(1);
    assertThat(codec.decode64()).hasSize(64);
    assertThat(codec.encodeOffer().size()).isGreaterThan(5_000);
    assertThat(codec.join64().size()).isEqualTo(64 * codec.encodeSaid().size() + 63);
  }

  @Test
  void aHistoryTellsWhatWasMissed() {
    HistoryBenchmark history = new HistoryBenchmark();
    history.fill();
    HistoryBenchmark.Absent absent = new HistoryBenchmark.Absent();
    absent.missed = 100;
    absent.leave(history);

    assertThat(history.append().toCompletableFuture()).isCompleted();
    assertThat(history.newest()).isEqualTo(1001);
    assertThat(history.since(absent).toCompletableFuture().join().orElseThrow()).hasSize(100);
  }

  @Test
  void everyCommandIsAnswered() {
    for (String threads : new String[] {"caller", "own"}) {
      MailboxBenchmark mailbox = new MailboxBenchmark();
      mailbox.threads = threads;
      mailbox.open();
      long before = mailbox.oneOutstanding();

      assertThat(mailbox.underLoad()).isEqualTo(before + 256);
      mailbox.close();
    }
  }

  @Test
  void aTestByTheKitIsAWholeOne() {
    KitBenchmark kit = new KitBenchmark();

    assertThat(kit.scenario()).isEqualTo("Good morning");
    assertThat(kit.scenario()).isEqualTo("Good morning");
  }

  @Test
  void everyMemberHearsWhatIsSaid() {
    try (Lobby lobby = new Lobby(3, Runnable::run)) {
      long before = lobby.ears().get(2).heard();
      OutboxBenchmark.meanwhile(lobby);
      OutboxBenchmark.say(lobby);

      assertThat(lobby.ears().get(2).heard()).isEqualTo(before + 17);
    }
  }
}
