package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Peer;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Peers that are no clients: one whose signaling is HTTP requests (RFC 9725), and a media server
 * that answers it. No WebSocket is between them.
 */
class GuestPeerTest {

  private static final Grants SENDS = Grants.of(Grants.PUBLISH);
  private static final Grants RECEIVES = Grants.of(Grants.SUBSCRIBE);

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.mesh(IceServers.none(), new MeshCaps(1, 1))));

  /** A peer that writes down what it is told, and does nothing by itself. */
  private static class Guest implements Peer {
    private final String id;
    private final PeerSession session;
    final List<Object> told = new ArrayList<>();

    Guest(Room room, String id, Grants grants) {
      this.id = id;
      this.session = room.feature(Streams.class).addPeer(this, User.of(id + "-user"), grants);
    }

    void send(Command command) {
      session.send(command);
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public void receive(Signal signal) {
      told.add(signal);
    }

    @Override
    public void connect(Connect connect) {
      told.add(connect);
    }

    @Override
    public void disconnect(Disconnect disconnect) {
      told.add(disconnect);
    }

    @Override
    public void refuse(Refused refused) {
      told.add(refused.refusal().code());
    }

    <T> T next(Class<T> type) {
      return type.cast(told.remove(0));
    }
  }

  /** A media server: answers at once, from inside what it hears. */
  private static final class MediaServer extends Guest {
    MediaServer(Room room) {
      super(room, "server", RECEIVES);
    }

    @Override
    public void receive(Signal signal) {
      super.receive(signal);
      if (signal instanceof Offer offer) {
        String ufrag = "srv" + offer.negotiation();
        send(new Candidate(offer.peer(), offer.negotiation(), Sdp.candidate(ufrag)));
        send(new Answer(offer.peer(), offer.negotiation(), Sdp.receiving(ufrag)));
      }
    }
  }

  private Guest guest(String id, Grants grants) {
    return rooms.call("lobby", room -> new Guest(room, id, grants));
  }

  private void send(Guest guest, Command command) {
    rooms.execute("lobby", room -> guest.send(command));
  }

  @Test
  void aPublisherByHttpOffersIsAnsweredTricklesRestartsAndLeaves() {
    MediaServer server = rooms.call("lobby", room -> new MediaServer(room));
    Guest ingest = guest("ingest", SENDS);

    // POST, with an offer; 201, with the answer.
    send(ingest, new Publish());
    Connect connect = ingest.next(Connect.class);
    assertThat(connect.peer()).isEqualTo("server");
    assertThat(connect.send()).isTrue();
    assertThat(server.next(Connect.class).send()).isFalse();
    send(ingest, new Offer("server", connect.negotiation(), Sdp.sending("http")));
    long number = server.next(Offer.class).negotiation();
    assertThat(ingest.next(Answer.class))
        .isEqualTo(new Answer("server", number, Sdp.receiving("srv" + number)));
    assertThat(ingest.next(Candidate.class).init()).isEqualTo(Sdp.candidate("srv" + number));

    // PATCH, with candidates of the session that its entity tag names: the number.
    send(ingest, new Candidate("server", number, Sdp.candidate("http")));
    assertThat(server.next(Candidate.class).init()).isEqualTo(Sdp.candidate("http"));

    // PATCH, with new credentials: an offer that restarts ICE, whose number is the new entity tag.
    send(ingest, new Offer("server", number, Sdp.sending("htt2")));
    long restarted = server.next(Offer.class).negotiation();
    assertThat(restarted).isGreaterThan(number);
    assertThat(ingest.next(Answer.class).negotiation()).isEqualTo(restarted);

    // DELETE.
    rooms.execute("lobby", room -> ingest.session.leave());
    assertThat(server.next(Disconnect.class).peer()).isEqualTo("ingest");
    assertThat(rooms.<List<Member>>call("lobby", room -> room.feature(Streams.class).publishers()))
        .isEmpty();
    rooms.execute("lobby", room -> ingest.session.leave());
    assertThat(server.told).isEmpty();
  }

  @Test
  void clientsSeeItAmongThePublishersAndItsOfferStands() {
    var ann = rooms.join("lobby", "ann");
    ann.ask(new Publish());
    ann.ask(new Unpublish());
    ann.drain();
    Guest ingest = guest("ingest", SENDS);
    send(ingest, new Publish());

    Member member = new Member("ingest", User.of("ingest-user"));
    assertThat(ann.next(Published.class).member()).isEqualTo(member);
    Connect connect = ann.next(Connect.class);
    // Ann came first, but a browser can give way, and HTTP cannot.
    assertThat(connect).isEqualTo(new Connect("ingest", true, connect.negotiation(), false));
    assertThat(rooms.join("lobby", "bob").next(StreamsState.class).publishers())
        .containsExactly(member);
    ann.ask(new Restart("ingest", connect.negotiation()));
    ingest.next(Connect.class);
    ingest.next(Restart.class);

    rooms.execute("lobby", room -> ingest.session.leave());
    assertThat(ann.next(Unpublished.class).member()).isEqualTo(member);
    assertThat(ann.next(Disconnect.class).peer()).isEqualTo("ingest");
  }

  @Test
  void itIsRefusedWhatAClientWouldBe() {
    Guest mute = guest("mute", RECEIVES);
    Guest ingest = guest("ingest", SENDS);
    rooms.execute(
        "lobby",
        room -> {
          refused(mute, new Publish(), Refusal.NOT_ALLOWED);
          refused(mute, new Offer("ingest", 1, Sdp.sending("mute")), Refusal.NOT_ALLOWED);
          refused(ingest, new Offer("mute", 1, Sdp.sending("http")), Refusal.NOT_ALLOWED);
          ingest.send(new Publish());
          refused(ingest, new Restart("mute", 1), Refusal.NOT_ALLOWED);
          refused(ingest, new Offer("mute", 1, "nonsense"), Refusal.BAD_SDP);
          refused(ingest, new Offer("nobody", 1, Sdp.sending("http")), Refusal.NO_SUCH_PEER);
          assertThatThrownBy(() -> ingest.send(new Pong()))
              .isInstanceOf(IllegalArgumentException.class);
          ingest.session.leave();
          refused(ingest, new Publish(), Refusal.NOT_ALLOWED);
        });
  }

  private static void refused(Guest guest, Command command, String code) {
    assertThatThrownBy(() -> guest.send(command))
        .isInstanceOfSatisfying(
            RefusalException.class, e -> assertThat(e.refusal().code()).isEqualTo(code));
  }

  @Test
  void itTakesAPlaceLikeAnyOther() {
    Guest server = guest("server", RECEIVES);
    var ann = rooms.join("lobby", "ann");
    ann.ask(new Publish());
    assertThat(server.next(Connect.class).peer()).isEqualTo(ann.id());
    Guest second = guest("second", RECEIVES);
    rooms.settle();
    assertThat(second.next(String.class)).isEqualTo(Refusal.ROOM_TOO_LARGE_FOR_MESH);
    rooms.execute("lobby", room -> server.session.leave());
    assertThat(second.next(Connect.class).peer()).isEqualTo(ann.id());
    assertThat(server.next(Disconnect.class).peer()).isEqualTo(ann.id());
  }

  @Test
  void itsRightsEndWhenTheyAreTakenAndWhenTheyExpire() {
    Guest server = guest("server", RECEIVES);
    Guest ingest = guest("ingest", SENDS.until(VirtualTime.START.plusSeconds(5)));
    send(ingest, new Publish());
    ingest.next(Connect.class);
    rooms.advance(Duration.ofSeconds(5));
    rooms.execute(
        "lobby",
        room -> refused(ingest, new Offer("server", 1, Sdp.sending("http")), Refusal.NOT_ALLOWED));
    rooms.execute("lobby", room -> ingest.session.renew(RECEIVES));
    assertThat(ingest.next(Disconnect.class).peer()).isEqualTo("server");
    assertThat(server.told).hasSize(2);
  }

  @Test
  void noTwoPeersHaveTheSameId() {
    var ann = rooms.join("lobby", "ann");
    rooms.execute(
        "lobby",
        room ->
            assertThatThrownBy(() -> new Guest(room, ann.id(), SENDS))
                .isInstanceOf(IllegalArgumentException.class));
  }
}
