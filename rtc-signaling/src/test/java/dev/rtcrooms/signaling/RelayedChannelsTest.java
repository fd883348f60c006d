package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.ChannelClosed;
import dev.rtcrooms.message.ChannelContent;
import dev.rtcrooms.message.ChannelEvent;
import dev.rtcrooms.message.ChannelMessages;
import dev.rtcrooms.message.ChannelOpened;
import dev.rtcrooms.message.ChannelPeers;
import dev.rtcrooms.message.CloseChannel;
import dev.rtcrooms.message.OpenChannel;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.SendToChannel;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Data channels that go through the server, in a room with one place for those who only watch. */
class RelayedChannelsTest {

  private static final String NEWS = "news";
  private static final int MOST = 16;
  private static final ChannelContent HELLO = new ChannelContent("hello", null);
  private static final ChannelContent BYTES = new ChannelContent(null, "AAH/");

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.sfu(IceServers.none(), new FakeMediaServer())));

  private static SendToChannel all(ChannelContent... messages) {
    return new SendToChannel(NEWS, null, List.of(messages));
  }

  private static SendToChannel only(String to) {
    return new SendToChannel(NEWS, to, List.of(HELLO));
  }

  private static ChannelMessages from(TestClient publisher, ChannelContent... messages) {
    return new ChannelMessages(publisher.id(), NEWS, List.of(messages));
  }

  private static List<ChannelEvent> heard(TestClient client) {
    return client.drain(ChannelEvent.class);
  }

  /** One who publishes and has opened the channel. */
  private TestClient sender() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Publish());
    ann.ask(new OpenChannel(NEWS));
    return ann;
  }

  @Test
  void aMessageReachesAllWhoReceiveButTheSender() {
    TestClient bob = rooms.join("lobby", "bob");
    assertThat(bob.next(StreamsState.class).relaysChannels()).isTrue();
    bob.ask(new Publish());
    TestClient ann = sender();
    TestClient eve = rooms.watch("lobby", "eve");
    assertThat(heard(ann))
        .containsExactly(
            new ChannelPeers(List.of(bob.id()), List.of()),
            new ChannelPeers(List.of(eve.id()), List.of()));
    ann.ask(all(HELLO, BYTES));
    ann.ask(all(HELLO));
    for (TestClient client : List.of(bob, eve)) {
      assertThat(heard(client))
          .containsExactly(
              new ChannelOpened(ann.id(), NEWS), from(ann, HELLO, BYTES), from(ann, HELLO));
    }
    assertThat(heard(ann)).isEmpty();
  }

  @Test
  void aMessageToOneReachesNobodyElse() {
    TestClient ann = sender();
    TestClient bob = rooms.join("lobby", "bob");
    bob.ask(new Publish());
    TestClient eve = rooms.watch("lobby", "eve");
    heard(eve);
    heard(bob);
    ann.ask(only(bob.id()));
    assertThat(heard(bob)).containsExactly(from(ann, HELLO));
    assertThat(heard(eve)).isEmpty();
    for (String nobody : List.of("nobody", ann.id())) {
      assertThat(ann.refusal(only(nobody)).code()).isEqualTo(Refusal.NO_SUCH_PEER);
    }
  }

  @Test
  void onlyPublishersSend() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient eve = rooms.watch("lobby", "eve");
    for (TestClient client : List.of(bob, eve)) {
      assertThat(client.refusal(new OpenChannel(NEWS)).code()).isEqualTo(Refusal.NOT_ALLOWED);
      assertThat(client.refusal(all(HELLO)).code()).isEqualTo(Refusal.NOT_ALLOWED);
    }
    bob.ask(new Publish());
    assertThat(bob.refusal(all(HELLO)).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(heard(eve)).isEmpty();
  }

  @Test
  void whoDoesNotReceiveMediaReceivesNoData() {
    TestClient ann = sender();
    TestClient bob = rooms.join("lobby", "bob");
    TestClient late = rooms.join("lobby", "late"); // there is no place left
    assertThat(heard(bob)).containsExactly(new ChannelOpened(ann.id(), NEWS));
    rooms.execute("lobby", bob, client -> client.renew(Grants.of(Grants.JOIN)));
    ann.ask(all(HELLO));
    assertThat(heard(bob)).containsExactly(new ChannelClosed(ann.id(), NEWS));
    assertThat(heard(late)).containsExactly(new ChannelOpened(ann.id(), NEWS), from(ann, HELLO));
    assertThat(heard(ann)).endsWith(new ChannelPeers(List.of(late.id()), List.of(bob.id())));
  }

  @Test
  void aChannelEndsWithItsPublisher() {
    TestClient ann = sender();
    TestClient bob = rooms.join("lobby", "bob");
    ChannelClosed closed = new ChannelClosed(ann.id(), NEWS);
    heard(bob);
    ann.ask(new CloseChannel(NEWS));
    ann.ask(new CloseChannel(NEWS));
    assertThat(heard(bob)).containsExactly(closed);
    assertThat(ann.refusal(all(HELLO)).code()).isEqualTo(Refusal.NOT_ALLOWED);
    ann.ask(new OpenChannel(NEWS));
    ann.ask(new Unpublish());
    assertThat(heard(bob)).containsExactly(new ChannelOpened(ann.id(), NEWS), closed);
    ann.ask(new Publish());
    ann.ask(new OpenChannel(NEWS));
    ann.crash();
    rooms.settle();
    assertThat(heard(bob)).containsExactly(new ChannelOpened(ann.id(), NEWS), closed);
  }

  @Test
  void aChannelEndsWithTheGrantToPublish() {
    TestClient ann = sender();
    TestClient bob = rooms.join("lobby", "bob");
    heard(bob);
    rooms.execute("lobby", ann, client -> client.renew(client.grants().without(Grants.PUBLISH)));
    assertThat(ann.refusal(all(HELLO)).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(ann.refusal(new OpenChannel(NEWS)).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(heard(bob)).containsExactly(new ChannelClosed(ann.id(), NEWS));
  }

  @Test
  void aReceiverThatComesBackIsToldAnew() {
    TestClient ann = sender();
    TestClient bob = rooms.join("lobby", "bob");
    heard(ann);
    bob.crash();
    rooms.settle();
    assertThat(heard(ann)).containsExactly(new ChannelPeers(List.of(), List.of(bob.id())));
    ann.ask(all(HELLO));
    TestClient again = bob.rejoin();
    assertThat(heard(again)).contains(new ChannelOpened(ann.id(), NEWS));
    assertThat(heard(ann)).contains(new ChannelPeers(List.of(again.id()), List.of()));
  }

  @Test
  void aClientHasAFewChannels() {
    TestClient ann = sender();
    for (int i = 1; i < MOST; i++) {
      ann.ask(new OpenChannel("channel " + i));
    }
    assertThat(ann.refusal(new OpenChannel("one more")).code())
        .isEqualTo(Refusal.TOO_MANY_CHANNELS);
    ann.ask(new OpenChannel(NEWS)); // is open
    ann.ask(new CloseChannel(NEWS));
    ann.ask(new OpenChannel("one more"));
  }
}
