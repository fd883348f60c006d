package dev.rtcrooms.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Role;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the kit lets a test do with several nodes. */
class TestNodesTest {

  private static final AttributeKey<Integer> STARS = AttributeKey.of("stars", Integer.class);

  @RegisterExtension final TestNodes nodes = TestNodes.of(2, this::rooms, JsonCodec::new);

  /** The host decides asynchronously who may enter. */
  private RoomsBuilder rooms() {
    return RtcRooms.builder()
        .feature(Chat::new)
        .admission(
            (user, room, role) ->
                CompletableFuture.supplyAsync(role::defaultGrants, nodes.executor()));
  }

  @Test
  void aTestSeesWhichNodeIsTheHome() {
    assertThat(nodes.home("lobby")).isEmpty();
    nodes.join(1, "lobby", "ann");
    TestClient bob = nodes.join(0, "lobby", "bob");
    assertThat(nodes.home("lobby")).hasValue(1);

    nodes.kill(1);
    nodes.advance(Duration.ofSeconds(6));
    nodes.rejoin(bob, nodes.start());
    nodes.advance(Duration.ofSeconds(10));
    assertThat(nodes.home("lobby")).hasValue(2);
  }

  @Test
  void aTaskRunsAtTheHomeAndSeesClientsOfAllNodes() {
    TestClient ann = nodes.join(1, "lobby", "ann");
    TestClient bob = nodes.join(0, "lobby", "bob");
    assertThat(nodes.room("lobby")).isSameAs(nodes.rooms(1).all().iterator().next());
    assertThat(nodes.<Integer>call("lobby", room -> room.hub().clients().size())).isEqualTo(2);

    nodes.execute("lobby", bob, client -> client.setAttribute(STARS, 5));
    nodes.execute("lobby", bob, client -> assertThat(client.attribute(STARS)).contains(5));
    ann.leave();
    assertThatThrownBy(() -> nodes.execute("lobby", ann, client -> {}))
        .isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(
            () ->
                nodes.execute(
                    "lobby",
                    room -> {
                      throw new UnsupportedOperationException("of the task");
                    }))
        .hasMessage("of the task");
  }

  @Test
  void aTaskForAHomeThatDoesNotRunIsRefused() {
    assertThatThrownBy(() -> nodes.room("lobby")).hasMessageContaining("home of lobby");
    nodes.join(0, "lobby", "ann");

    nodes.freeze(0);
    assertThat(nodes.home("lobby")).hasValue(0);
    assertThatThrownBy(() -> nodes.execute("lobby", room -> {}))
        .isInstanceOf(IllegalStateException.class);
    nodes.thaw(0);
    nodes.execute("lobby", room -> {});
    nodes.kill(0);
    assertThatThrownBy(() -> nodes.execute("lobby", room -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoWatchesAtAnotherNodeNeedsNoLink() {
    nodes.join(0, "lobby", "ann");
    TestClient eve = nodes.watch(1, "lobby", "eve");
    TestClient owl = nodes.watch(1, "tower", "owl");

    assertThat(eve.next(Hello.class).role()).isEqualTo(Role.WATCHER);
    assertThat(owl.next(Hello.class).role()).isEqualTo(Role.WATCHER);
    assertThat(nodes.home("lobby")).hasValue(0);
    assertThat(nodes.home("tower")).as("the node that opened it").hasValue(1);
  }

  @Test
  void whoWatchesMustWaitForAClusterThatDoesNotAnswer() {
    nodes.cluster().cutOff(TestNodes.name(1));

    assertThatThrownBy(() -> nodes.watch(1, "lobby", "eve"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aNodeThatStopsHandsItsRoomsOver() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    ann.ask(new Say("before"));
    CompletableFuture<Void> ended =
        nodes.rooms(0).shutdown(Duration.ofSeconds(5)).toCompletableFuture();
    nodes.advance(Duration.ofSeconds(5));
    TestClient again = nodes.rejoin(ann, 1);

    assertThat(ended).isCompleted();
    assertThat(nodes.home("lobby")).hasValue(1);
    assertThat(again.hello().recovered()).isTrue();
  }

  @Test
  void eachTestHasNodesOfItsOwn() {
    nodes.kill(0);
    nodes.cluster().cutOff(TestNodes.name(1));
    nodes.close();

    nodes.join(1, "lobby", "ann").ask(new Say("hi"));
    assertThat(nodes.join(0, "lobby", "bob").isOpen()).isTrue();
  }

  @Test
  void mistakesAreRefused() {
    assertThatThrownBy(() -> TestNodes.of(0, this::rooms, JsonCodec::new))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> nodes.join(2, "lobby", "ann"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no node 2");
    assertThatThrownBy(() -> nodes.seeded(2)).isInstanceOf(IllegalStateException.class);
    TestClient ann = nodes.join(0, "lobby", "ann");
    nodes.kill(0);
    assertThatThrownBy(() -> nodes.join(0, "lobby", "bob")).hasMessage("Node 0 was killed");
    assertThatThrownBy(() -> nodes.rejoin(ann, 0)).hasMessage("Node 0 was killed");
  }
}
