package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.containers.Shouting.Heard;
import dev.rtcrooms.containers.Shouting.Shout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Rooms that work on virtual threads keep none of their carriers: the flight recorder says so. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with Java 21")
class VirtualThreadsTest extends ContainerTest {

  private static final int MEMBERS = 10;
  private static final int SHOUTS = 200;
  private static final AtomicBoolean INITIALIZED = new AtomicBoolean();

  private final ExecutorService threads = virtualThreads();

  @TempDir private Path folder;

  /** Not by its name, since the tests are compiled for Java 17. */
  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no virtual threads", e);
    }
  }

  @Override
  RoomsBuilder builder() {
    return super.builder().executor(threads).limits(Limits.builder().forLoadTests().build());
  }

  @AfterAll
  void endThreads() {
    threads.shutdown();
  }

  private List<RecordedEvent> pinned(Callable<?> work) throws Exception {
    Path file = folder.resolve("pinned.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      work.call();
      recording.stop();
      recording.dump(file);
    }
    return read(file);
  }

  private static List<RecordedEvent> read(Path file) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
        .toList();
  }

  @Test
  void aRoomThatIsTalkedInPinsNoThread() throws Exception {
    List<SocketClient> members = IntStream.range(0, MEMBERS).mapToObj(n -> join("m" + n)).toList();
    shout(members); // classes are initialized, which does pin

    assertThat(pinned(() -> shout(members))).isEmpty();
  }

  private static List<SocketClient> shout(List<SocketClient> members) {
    for (int n = 0; n < SHOUTS; n++) {
      members.get(n % MEMBERS).send(new Shout("shout " + n));
    }
    for (SocketClient member : members) {
      for (int n = 0; n < SHOUTS; n++) {
        member.next(Heard.class);
      }
    }
    return members;
  }

  /** Waits while its class is initialized, which no virtual thread can leave its carrier for. */
  private static final class Pinning {
    static final long WAITED = waited();

    private static long waited() {
      long began = System.nanoTime();
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      return System.nanoTime() - began;
    }
  }

  @Test
  void aThreadThatIsPinnedWouldBeSeen() throws Exception {
    Callable<?> pins = () -> threads.submit(() -> Pinning.WAITED).get();
    boolean first = INITIALIZED.compareAndSet(false, true); // a class is, once for all containers

    assertThat(pinned(pins).stream().filter(VirtualThreadsTest::isOurs)).hasSize(first ? 1 : 0);
  }

  /** Those who leave after another test may load classes meanwhile, which pins too. */
  private static boolean isOurs(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    return stack != null
        && stack.getFrames().stream()
            .anyMatch(
                frame -> frame.getMethod().getType().getName().equals(Pinning.class.getName()));
  }
}
