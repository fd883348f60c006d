package dev.rtcrooms.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Visit;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages of rooms that only the host opens, on any node. */
class PagesOfNodesTest {

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(
          2, () -> RtcRooms.builder().feature(Chat::new).createOnJoin(false), JsonCodec::new);

  private CompletableFuture<? extends Visit> page() {
    Handshake request = Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString());
    var page = nodes.rooms(1).visit(request.withPrincipal(() -> "ann")).toCompletableFuture();
    nodes.settle();
    return page;
  }

  @Test
  void thePageOfARoomOfAnotherNodeTellsWhetherItIsOpen() {
    assertThat(page().join().joinable()).isFalse();
    nodes.rooms(0).open(TestRooms.id("lobby"));
    nodes.settle();
    assertThat(page().join().joinable()).isTrue();
  }

  @Test
  void aPageIsRefusedIfTheStorageDoesNotAnswer() {
    page();
    nodes.cluster().cutOff(TestNodes.name(1));
    CompletableFuture<? extends Visit> page = page();
    assertThat(page).isNotDone();
    nodes.advance(Duration.ofSeconds(10));
    assertThat(catchThrowable(page::join).getCause())
        .isInstanceOfSatisfying(
            RefusalException.class,
            e -> assertThat(e.refusal().code()).isEqualTo(Refusal.UNAVAILABLE));
  }
}
