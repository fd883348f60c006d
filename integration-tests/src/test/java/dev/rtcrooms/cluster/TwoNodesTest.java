package dev.rtcrooms.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Inbound;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People of one room who are connected to different nodes, while nothing fails. */
class TwoNodesTest {

  private static final AttributeKey<String> TEAM = AttributeKey.of("team", String.class);
  private static final AttributeKey<Badge> BADGE = AttributeKey.of("badge", Badge.class);

  record Badge(String colour, int level) {}

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(
          2,
          () ->
              RtcRooms.builder()
                  .feature(Chat::new)
                  .feature(Presence::new)
                  .memberInfo(BADGE)
                  .admission(
                      (user, room, role) ->
                          CompletableFuture.completedStage(
                              role.defaultGrants()
                                  .with(TEAM, "red")
                                  .with(BADGE, new Badge("gold", 3)))),
          JsonCodec::new);

  @Test
  void peopleOnTwoNodesTalk() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");

    ann.send(new Say("hi"), "1");
    bob.send(new Say("hello"), "2");

    assertThat(texts(ann)).containsExactly("hi", "hello");
    assertThat(texts(bob)).containsExactly("hi", "hello");
    assertThat(ann.answers("1")).hasOnlyElementsOfType(Replied.class).hasSize(1);
    assertThat(bob.answers("2")).hasOnlyElementsOfType(Replied.class).hasSize(1);
    assertThat(nodes.rooms(0).all()).hasSize(1);
    assertThat(nodes.rooms(1).all()).isEmpty();
  }

  @Test
  void eachSeesTheOtherComeAndGo() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");

    assertThat(bob.next(Members.class).members()).extracting(p -> p.user().id()).contains("ann");
    nodes.advance(Duration.ofSeconds(1));
    assertThat(ann.latest(MembersChanged.class).toString()).contains("bob");

    bob.leave();
    nodes.advance(Duration.ofSeconds(1));
    assertThat(ann.latest(MembersChanged.class).toString()).contains("bob");
    assertThat(clients(0)).containsExactly("ann");
  }

  @Test
  void aCommandThatCannotBeReadIsRefused() {
    nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");

    bob.sendFrame(
        new Inbound.Rejected("r", Refusal.ofField(Refusal.BAD_FIELD, "text", "text is missing")));

    assertThat(bob.answers("r").toString()).contains("text is missing");
  }

  @Test
  void aWatcherAtAnotherNodeHearsTheAudienceOfWatchersAlone() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient eve = nodes.arrival(1, "lobby", "eve").key(room(0).streamId()).watch();

    assertThat(eve.next(Hello.class).role()).isEqualTo(Role.WATCHER);
    eve.hearsNo(Members.class);
    ann.send(new Say("hi"));
    nodes.settle();
    assertThat(texts(ann)).containsExactly("hi");
  }

  @Test
  void aWatcherBecomesAParticipantAndIsOneFromThenOn() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient eve = nodes.arrival(1, "lobby", "eve").key(room(0).streamId()).watch();

    atHome(eve, client -> client.move(Role.PARTICIPANT, Role.PARTICIPANT.defaultGrants()));
    assertThat(eve.next(Granted.class).role()).isEqualTo(Role.PARTICIPANT);
    ann.send(new Say("welcome"));
    assertThat(eve.next(Said.class).text()).isEqualTo("welcome");
    eve.send(new Say("thanks"));
    assertThat(ann.latest(Said.class).text()).isEqualTo("thanks");

    atHome(eve, client -> client.move(Role.WATCHER, Role.WATCHER.defaultGrants()));
    eve.drain();
    ann.send(new Say("secret"));
    int heard = eve.drain(Said.class).size();
    TestClient other = nodes.arrival(0, "lobby", "owl").key(room(0).streamId()).watch();
    ann.send(new Say("more"));
    assertThat(heard).isEqualTo(other.drain(Said.class).size());
  }

  @Test
  void theHomeKnowsWhatTheOtherNodeFoundOutAboutAUser() {
    nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");

    atHome(
        bob,
        client -> {
          assertThat(client.attribute(TEAM)).contains("red");
          assertThat(client.attribute(BADGE)).contains(new Badge("gold", 3));
          client.setAttribute(BADGE, new Badge("blue", 4));
          assertThat(client.attribute(BADGE)).contains(new Badge("blue", 4));
        });
    assertThat(bob.next(Hello.class).member().info(BADGE)).contains(new Badge("gold", 3));
  }

  @Test
  void aClientMayComeBackAtTheOtherNode() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    bob.crash();
    ann.send(new Say("are you there?"));

    TestClient again = nodes.rejoin(bob, 0);
    assertThat(again.next(Hello.class).recovered()).isTrue();
    assertThat(texts(again)).containsExactly("are you there?");
    assertThat(again.heard(Hello.class).get(0).member().client()).isEqualTo(bob.id());

    again.crash();
    ann.send(new Say("and now?"));
    TestClient third = nodes.rejoin(again, 1);
    assertThat(third.next(Hello.class).recovered()).isTrue();
    assertThat(texts(third)).containsExactly("and now?");
    assertThat(clients(0)).containsExactlyInAnyOrder("ann", "bob");
  }

  @Test
  void aNewerConnectionReplacesTheOneAtTheOtherNode() {
    nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    TestClient again = nodes.rejoin(bob, 0);

    assertThat(bob.closedWith()).isEqualTo(CloseReason.REPLACED);
    assertThat(again.isOpen()).isTrue();
    TestClient third = nodes.rejoin(again, 1);
    assertThat(again.closedWith()).isEqualTo(CloseReason.REPLACED);
    assertThat(third.isOpen()).isTrue();
    assertThat(clients(0)).containsExactlyInAnyOrder("ann", "bob");
  }

  @Test
  void theHostDisconnectsAClientOfAnotherNode() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");

    room(0).disconnect("bob", CloseReason.REMOVED);
    assertThat(bob.closedWith()).isEqualTo(CloseReason.REMOVED);
    assertThat(ann.isOpen()).isTrue();

    TestClient cat = nodes.join(1, "lobby", "cat");
    room(0).close(CloseReason.ROOM_CLOSED);
    assertThat(cat.closedWith()).isEqualTo(CloseReason.ROOM_CLOSED);
    nodes.join(1, "lobby", "dan");
    assertThat(nodes.rooms(1).all()).as("the next home").hasSize(1);
  }

  @Test
  void theNodeOfAClientFindsOutThatItIsSilent() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    bob.ignorePings();

    nodes.advance(Duration.ofMinutes(2));
    assertThat(bob.closedWith()).isEqualTo(CloseReason.NO_HEARTBEAT);
    assertThat(ann.isOpen()).isTrue();
    assertThat(clients(0)).containsExactly("ann");
  }

  @Test
  void aClientThatAnswersStays() {
    nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");

    nodes.advance(Duration.ofMinutes(5));
    assertThat(bob.isOpen()).isTrue();
    assertThat(clients(0)).containsExactly("ann", "bob");
  }

  @Test
  void theNodeOfAClientFindsOutThatItIsSlow() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    bob.stall();
    ann.send(new Say("hi"));

    nodes.advance(Duration.ofSeconds(30));
    assertThat(bob.closedWith()).isEqualTo(CloseReason.TOO_SLOW);
    assertThat(clients(0)).containsExactly("ann");
  }

  @Test
  void onlyOneNodeOpensARoom() {
    nodes.join(0, "lobby", "ann");

    CompletionStage<Room> here = nodes.rooms(0).open(TestRooms.id("lobby"));
    assertThat(here.toCompletableFuture()).isCompleted();
    CompletionStage<Room> there = nodes.rooms(1).open(TestRooms.id("lobby"));
    assertThat(there.toCompletableFuture()).isCompletedExceptionally();
    there.exceptionally(
        failure -> {
          assertThat(failure.getCause()).isInstanceOf(RefusalException.class);
          assertThat(((RefusalException) failure.getCause()).refusal().code())
              .isEqualTo(Refusal.ELSEWHERE);
          return room(0);
        });
    assertThatThrownBy(() -> nodes.rooms(1).getOrCreate(TestRooms.id("lobby")))
        .isInstanceOf(RefusalException.class);
  }

  @Test
  void aRoomThatEveryoneLeftCanHaveItsNextHomeElsewhere() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    ann.leave();
    nodes.advance(Duration.ofMinutes(2));
    assertThat(nodes.rooms(0).all()).isEmpty();

    nodes.join(1, "lobby", "bob");
    assertThat(nodes.rooms(1).all()).hasSize(1);
  }

  @Test
  void thePastOutlivesTheNode() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    ann.send(new Say("before"));
    nodes.rooms(0).close();
    assertThat(ann.closedWith().code()).isEqualTo(CloseReason.SHUTTING_DOWN.code());
    assertThat(bob.closedWith().code()).isEqualTo(CloseReason.SHUTTING_DOWN.code());

    TestClient again = nodes.rejoin(bob, 1);
    assertThat(again.next(Hello.class).recovered()).isTrue();
    TestClient cat = nodes.join(1, "lobby", "cat");
    assertThat(cat.next(ChatLog.class).toString()).contains("before");
    cat.send(new Say("after"));
    assertThat(texts(again)).containsExactly("after");
  }

  private Room room(int node) {
    return nodes.rooms(node).find(TestRooms.id("lobby")).orElseThrow();
  }

  private List<String> clients(int home) {
    var answer =
        room(home).call(() -> room(home).hub().clients().stream().map(c -> c.user().id()).toList());
    nodes.settle();
    return answer.toCompletableFuture().join();
  }

  private void atHome(TestClient client, Consumer<Client> task) {
    var done =
        room(0)
            .call(
                () -> {
                  task.accept(room(0).hub().client(client.id()).orElseThrow());
                  return true;
                });
    nodes.settle();
    assertThat(done.toCompletableFuture().join()).isTrue();
  }

  static List<String> texts(TestClient client) {
    return client.heard(Said.class).stream().map(Said::text).toList();
  }
}
