package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Inbound.Accepted;
import dev.rtcrooms.transport.Inbound.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommandsTest {

  private final List<Command> offered = new ArrayList<>();

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .feature(
                  room ->
                      new Scripted(
                          (client, command) -> {
                            offered.add(command);
                            if (command instanceof Once once) {
                              if (once.refused()) {
                                throw new RefusalException(
                                    Refusal.ofField("own-code", "refused", "As you wish"));
                              }
                              room.hub().broadcast(new Fact("first of " + once.id()));
                              room.hub().broadcast(new Fact("second of " + once.id()));
                              return Result.DONE;
                            }
                            return Result.UNHANDLED;
                          }),
                  Once.TYPE));

  private record Once(String id, boolean refused) implements CustomCommand {
    static final MessageType<Once> TYPE =
        MessageType.of(
                "once",
                Once.class,
                f -> new Once(f.text("id"), f.flag("refused")),
                (once, f) -> f.text("id", once.id).flag("refused", once.refused))
            .withRetryId(Once::id);
  }

  @Test
  void aCommandWithARefIsAnsweredOnce() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Note("hi"), "my-ref");

    assertThat(ann.answers("my-ref")).containsExactly(new Replied("my-ref", null));
  }

  @Test
  void theReplyFollowsWhatTheCommandDid() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.drain();
    ann.send(new Fact("done"), "my-ref");

    assertThat(ann.drain()).containsExactly(new Fact("done"), new Replied("my-ref", 1L));
  }

  @Test
  void theReplySaysWhereTheLastRecordedEventStands() {
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(ann.ask(new Note("not recorded")).recorded()).isNull();
    assertThat(ann.ask(new Fact("recorded")).recorded()).isEqualTo(1);
    assertThat(ann.ask(new Once("two", false)).recorded()).isEqualTo(3);
  }

  @Test
  void aCommandWithoutARefIsNotAnswered() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Note("hi"));

    assertThat(ann.heard(Replied.class)).isEmpty();
  }

  @Test
  void aRefusalIsToldEvenWithoutARef() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Once("id", true));

    assertThat(ann.next(Refused.class))
        .isEqualTo(new Refused(null, Refusal.ofField("own-code", "refused", "As you wish")));
    ann.hearsNo(Refused.class);
  }

  @Test
  void nobodyElseNoticesARefusal() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.drain();

    assertThat(ann.refusal(new Once("id", true)).code()).isEqualTo("own-code");

    assertThat(bob.drain()).isEmpty();
  }

  @Test
  void aPongIsAnsweredLikeAnyCommand() {
    assertThat(rooms.join("lobby", "ann").ask(new Pong()).recorded()).isNull();
  }

  @Test
  void whatNoFeatureHandlesIsUnsupported() {
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(ann.refusal(new Publish()).code()).isEqualTo(Refusal.UNSUPPORTED);
    assertThat(ann.refusal(new Say("hi")).code()).isEqualTo(Refusal.UNSUPPORTED);
  }

  @Test
  void theFirstFeatureThatHandlesACommandIsTheLastToBeOfferedIt() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Note("for the echo"));
    ann.refusal(new Publish());

    assertThat(offered).containsExactly(new Publish());
  }

  @Test
  void aCommandWithoutItsGrantIsRefusedAndOfferedToNobody() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");

    assertThat(ann.refusal(new Secret("psst")).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(wes.refusal(new Publish()).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(wes.refusal(new Say("hi")).code()).isEqualTo(Refusal.NOT_ALLOWED);

    rooms.execute("lobby", ann, client -> client.renew(client.grants().with("secrets")));
    assertThat(ann.ask(new Secret("psst")).recorded()).isEqualTo(1);
    assertThat(offered).isEmpty();
  }

  @Test
  void aCommandWhoseTypeNobodyDeclaredIsTheServersFaultAndItsNeighboursRun() {
    record Undeclared() implements CustomCommand {}
    TestClient ann = rooms.join("lobby", "ann");

    ann.sendFrame(new Accepted("1", new Undeclared()), new Accepted("2", new Note("next")));

    assertThat(ann.next(Refused.class).refusal().code()).isEqualTo(Refusal.INTERNAL);
    assertThat(ann.answers("2")).hasSize(1);
  }

  @Test
  void aBadMessageIsOneRefusalAndItsNeighboursRunInOrder() {
    TestClient ann = rooms.join("lobby", "ann");
    Refusal malformed = Refusal.of(Refusal.MALFORMED, "Not JSON");
    ann.drain();

    ann.sendFrame(
        new Accepted("1", new Note("one")),
        new Rejected(null, malformed),
        new Rejected("3", malformed),
        new Accepted("4", new Note("four")));

    assertThat(ann.drain())
        .containsExactly(
            new Note("one"),
            new Replied("1", null),
            new Refused(null, malformed),
            new Refused("3", malformed),
            new Note("four"),
            new Replied("4", null));
  }

  @Test
  void anEmptyFrameIsNothing() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.drain();
    ann.sendFrame();

    assertThat(ann.drain()).isEmpty();
  }

  @Test
  void aRetryGetsTheFirstAnswerAndIsNotCarriedOutAgain() {
    TestClient ann = rooms.join("lobby", "ann");
    Replied first = ann.ask(new Once("id", false));
    ann.ask(new Fact("something else"));

    Replied second = ann.ask(new Once("id", false));

    assertThat(second.recorded()).isEqualTo(first.recorded()).isEqualTo(2);
    assertThat(ann.drain(Fact.class)).hasSize(3);
  }

  @Test
  void aRetryFromTheUsersNextConnectionIsKnownToo() {
    TestClient ann = rooms.join("lobby", "ann");
    Replied first = ann.ask(new Once("id", false));
    ann.vanish();

    assertThat(ann.rejoin().ask(new Once("id", false)).recorded()).isEqualTo(first.recorded());
    assertThat(offered).hasSize(1);
  }

  @Test
  void anotherUsersSameIdIsAnotherCommand() {
    rooms.join("lobby", "ann").ask(new Once("id", false));

    assertThat(rooms.join("lobby", "bob").ask(new Once("id", false)).recorded()).isEqualTo(4);
  }

  @Test
  void whatWasRefusedMayBeTriedAgain() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.refusal(new Once("id", true));

    assertThat(ann.ask(new Once("id", false)).recorded()).isEqualTo(2);
  }

  @Test
  void aBusyUserDoesNotMakeTheRoomForgetTheIdsOfAnother() {
    TestClient bob = rooms.join("lobby", "bob");
    Long first = bob.ask(new Once("id", false)).recorded();
    TestClient ann = rooms.join("lobby", "ann");
    for (int n = 0; n < 1100; n++) {
      ann.ask(new Once("id " + n, false));
      rooms.advance(Duration.ofMillis(50));
    }

    assertThat(bob.ask(new Once("id", false)).recorded()).isEqualTo(first);
  }

  @Test
  void theIdsOfTheLastThousandAreRemembered() {
    TestClient ann = rooms.join("lobby", "ann");
    for (int n = 0; n < 1024; n++) {
      ann.ask(new Once("id " + n, false));
      rooms.advance(Duration.ofMillis(50));
    }

    assertThat(ann.ask(new Once("id 0", false)).recorded()).isEqualTo(2);
    ann.ask(new Once("one more", false));
    ann.ask(new Once("and one more", false));
    assertThat(ann.ask(new Once("id 1", false)).recorded()).isGreaterThan(2048);
  }
}
