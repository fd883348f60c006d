package dev.rtcrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Receiver;
import dev.rtcrooms.transport.WriteListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client's connection as rooms use it that keep their promises, or do not. */
class TestConnectionTest {

  private static final Member ANN = new Member("client", User.of("ann"));
  private static final Outgoing HELLO =
      Outgoing.of(
          Hello.TYPE,
          new Hello(
              ANN,
              Role.PARTICIPANT,
              Grants.none(),
              new Position("epoch", 5),
              false,
              Hello.Bounds.of(Limits.defaults()),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              null));

  private final List<String> told = new ArrayList<>();
  private Connection connection;

  private final TestRooms kit = TestRooms.with(builder());
  private final TestClient ann = kit.join("lobby", "ann");

  /** A builder of rooms that do nothing but keep the connection and what it tells them. */
  private RoomsBuilder builder() {
    Receiver receiver =
        new Receiver() {
          @Override
          public void receive(List<Inbound> messages, int bytes) {
            told.add("received " + messages);
          }

          @Override
          public void closed(CloseReason reason) {
            told.add("closed " + reason.code());
          }
        };
    Rooms rooms =
        proxy(
            Rooms.class,
            args -> {
              if (args != null && args[0] instanceof Connection accepted) {
                connection = accepted;
                return receiver;
              }
              return null;
            });
    RoomsBuilder[] self = new RoomsBuilder[1];
    self[0] = proxy(RoomsBuilder.class, args -> args == null ? rooms : self[0]);
    return self[0];
  }

  private interface Answers {
    Object to(Object[] args);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> answers.to(args)));
  }

  private final WriteListener listener =
      new WriteListener() {
        @Override
        public void written() {
          told.add("written");
        }

        @Override
        public void failed(Throwable cause) {
          told.add("failed");
        }
      };

  private void write(Outgoing... messages) {
    connection.write(Batch.of(List.of(messages)), listener);
    kit.settle();
  }

  private static Outgoing recorded(long offset) {
    return Outgoing.recorded(Unpublished.TYPE, new Unpublished(ANN), offset);
  }

  @Test
  void aWriteIsHeardAndEndsAtOnce() {
    write(HELLO, recorded(6));

    assertThat(told).containsExactly("written");
    assertThat(ann.next(Unpublished.class).member()).isEqualTo(ANN);
    assertThat(ann.position()).isEqualTo(new Position("epoch", 6));
    assertThatCode(kit::close).doesNotThrowAnyException();
  }

  @Test
  void aSecondWriteBeforeTheFirstHasEndedIsABrokenPromise() {
    write(HELLO);
    ann.stall();
    write(recorded(6));
    write(recorded(7));

    assertThatThrownBy(kit::close).hasMessageContaining("second write to ann");
  }

  @Test
  void aFirstMessageThatIsNoHelloIsABrokenPromise() {
    write(recorded(6));

    assertThatThrownBy(kit::close).hasMessageContaining("before its hello");
  }

  @Test
  void aSecondHelloIsABrokenPromise() {
    write(HELLO, HELLO);

    assertThatThrownBy(kit::close).hasMessageContaining("a second hello");
  }

  @Test
  void aRecordedEventThatComesTwiceIsABrokenPromise() {
    write(HELLO, recorded(6), recorded(6));

    assertThatThrownBy(kit::close).hasMessageContaining("at 6 already");
  }

  @Test
  void whoHasStalledHearsNothingUntilItResumes() {
    write(HELLO);
    ann.stall();
    write(recorded(6));
    assertThat(told).containsExactly("written");
    ann.hearsNo(Unpublished.class);

    ann.resume();

    assertThat(told).containsExactly("written", "written");
    ann.next(Unpublished.class);
  }

  @Test
  void whoHasVanishedTellsNothingEvenWhenItIsClosed() {
    write(HELLO);
    ann.vanish();
    write(recorded(6));
    connection.close(CloseReason.TOO_SLOW);
    kit.settle();

    assertThat(told).containsExactly("written");
    assertThat(ann.closedWith()).isEqualTo(CloseReason.TOO_SLOW);
    assertThatThrownBy(ann::resume).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ann.sendFrame()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsInFlightWhenTheConnectionIsClosedFails() {
    write(HELLO);
    ann.stall();
    write(recorded(6));
    connection.close(CloseReason.TOO_SLOW);
    connection.close(CloseReason.LOST);
    kit.settle();
    write(recorded(7));

    assertThat(told).containsExactly("written", "failed", "failed");
    assertThat(ann.closedWith()).isEqualTo(CloseReason.TOO_SLOW);
  }

  @Test
  void whoIsClosedAnswersTheCloseFrame() {
    connection.close(CloseReason.REMOVED);
    kit.settle();

    assertThat(told).containsExactly("closed 1000");
  }

  @Test
  void pingsAreAnsweredUnlessTheTestSaysOtherwise() {
    write(HELLO, Outgoing.of(Ping.TYPE, new Ping()));
    assertThat(told).hasSize(2).last().asString().contains("Pong");

    ann.ignorePings();
    write(Outgoing.of(Ping.TYPE, new Ping()));
    assertThat(told).hasSize(3);
  }

  @Test
  void faultsAreWhatTheySay() {
    IllegalStateException bug = new IllegalStateException("as the test wants it");
    ann.suffer(new Fault.FailingWrites(new IOException("broken")));
    write(HELLO);
    assertThat(told).containsExactly("failed");

    ann.suffer(new Fault.ThrowingWrites(bug));
    assertThatThrownBy(() -> write(HELLO)).isSameAs(bug);
  }

  @Test
  void aSlowReaderEndsEachWriteLater() {
    ann.suffer(new Fault.SlowReader(Duration.ofSeconds(3)));
    write(HELLO);
    kit.advance(Duration.ofMillis(2999));
    assertThat(told).isEmpty();

    kit.advance(Duration.ofMillis(1));

    assertThat(told).containsExactly("written");
    ann.next(Hello.class);
  }

  @Test
  void whatIsDelayedIsWrittenAtOnceAndHeardLaterInItsOrder() {
    ann.suffer(new Fault.Delay(Duration.ofSeconds(3)));
    write(HELLO);
    write(recorded(6), recorded(7));
    assertThat(told).containsExactly("written", "written");
    ann.hearsNo(Hello.class);

    kit.advance(Duration.ofSeconds(3));

    assertThat(ann.position()).isEqualTo(new Position("epoch", 7));
    assertThatCode(kit::close).doesNotThrowAnyException();
  }

  @Test
  void nothingOvertakesWhatIsDelayed() {
    ann.suffer(new Fault.Delay(Duration.ofSeconds(3)));
    write(HELLO);
    ann.suffer(new Fault.Delay(Duration.ofSeconds(1)));
    write(recorded(6));
    ann.stall();
    write(recorded(7));
    ann.resume();
    write(recorded(8));
    kit.advance(Duration.ofMillis(2999));
    assertThat(told).hasSize(4).containsOnly("written");
    assertThat(ann.heard()).isEmpty();

    kit.advance(Duration.ofMillis(1));
    write(recorded(9));

    assertThat(ann.heard()).hasSize(5);
    assertThat(ann.position()).isEqualTo(new Position("epoch", 9));
    assertThatCode(kit::close).doesNotThrowAnyException();
  }

  @Test
  void whatIsUnderWayWhenTheNetworkVanishesIsLost() {
    ann.suffer(new Fault.Delay(Duration.ofSeconds(3)));
    write(HELLO);
    ann.suffer(new Fault.SlowReader(Duration.ofSeconds(3)));
    write(recorded(6));
    ann.vanish();
    ann.suffer(new Fault.Delay(Duration.ZERO));
    kit.advance(Duration.ofSeconds(3));

    assertThat(told).containsExactly("written");
    assertThat(ann.heard()).isEmpty();
    assertThatCode(kit::close).doesNotThrowAnyException();
  }

  @Test
  void theTimeOfASlowReaderEndsOnlyItsOwnWrite() {
    ann.suffer(new Fault.SlowReader(Duration.ofSeconds(3)));
    write(HELLO);
    ann.stall();
    ann.resume();
    ann.suffer(new Fault.SlowReader(Duration.ofSeconds(5)));
    write(recorded(6));
    kit.advance(Duration.ofSeconds(3));
    assertThat(told).containsExactly("written");

    kit.advance(Duration.ofSeconds(2));
    assertThat(told).containsExactly("written", "written");
  }

  @Test
  void aSlowReaderThatStallsEndsItsWriteWhenItResumes() {
    ann.suffer(new Fault.SlowReader(Duration.ofSeconds(3)));
    write(HELLO);
    ann.stall();
    kit.advance(Duration.ofSeconds(3));
    assertThat(told).isEmpty();

    ann.resume();
    assertThat(told).containsExactly("written");
  }

  @Test
  void theBytesOfACutCountFromItsBeginning() {
    write(HELLO);
    ann.suffer(new Fault.CutAt(100));
    write(recorded(6));
    ann.suffer(new Fault.CutAt(100));
    write(recorded(7));
    assertThat(told).hasSize(3).containsOnly("written");

    write(recorded(8));
    assertThat(told).hasSize(5).endsWith("failed", "closed 1006");
  }

  @Test
  void whatIsUnderWayWhenTheConnectionIsClosedIsLost() {
    ann.suffer(new Fault.Delay(Duration.ofSeconds(3)));
    write(HELLO);
    connection.close(CloseReason.REMOVED);
    kit.advance(Duration.ofSeconds(3));

    ann.hearsNo(Hello.class);
    assertThatCode(kit::close).doesNotThrowAnyException();
  }

  @Test
  void aConnectionIsCutInTheMiddle() {
    write(HELLO);
    ann.suffer(new Fault.CutAt(100));
    write(recorded(6));
    assertThat(told).containsExactly("written", "written");
    write(recorded(7));

    assertThat(told).containsExactly("written", "written", "failed", "closed 1006");
    assertThat(ann.position()).isEqualTo(new Position("epoch", 6));
  }

  @Test
  void aMessageIsAboutAsLongAsItsText() {
    Outgoing message = recorded(6);

    assertThat(connection.sizing().size(message)).isBetween(50, 100);
    assertThat(connection.sizing().size(HELLO)).isGreaterThan(connection.sizing().size(message));
  }

  @Test
  void whatIsMissingIsSaidTogetherWithWhatWasHeard() {
    write(HELLO, recorded(6));
    connection.close(CloseReason.REMOVED);

    assertThatThrownBy(() -> ann.next(Ping.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ann heard no Ping")
        .hasMessageContaining("4501")
        .hasMessageContaining("Unpublished[");
  }

  @Test
  void aTaskThatThrowsOutOfTheRoomsIsABrokenPromise() {
    kit.executor()
        .execute(
            () -> {
              throw new IllegalStateException("as the test wants it");
            });

    assertThatThrownBy(kit::close).hasMessageContaining("as the test wants it");
  }

  @Test
  void aTimerThatOutlivesTheRoomsIsABrokenPromise() {
    kit.time().schedule(Duration.ofDays(1), () -> {});

    assertThatThrownBy(kit::close).hasMessageContaining("1 timers behind");
  }
}
