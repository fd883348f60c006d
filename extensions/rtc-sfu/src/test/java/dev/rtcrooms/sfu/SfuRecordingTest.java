package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.RecordingState;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.sfu.net.MediaClient;
import dev.rtcrooms.sfu.record.WebmFile;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rooms are recorded whose media goes through real sockets. */
@Timeout(120)
class SfuRecordingTest {

  private static final int SSRC = 1000;
  private static final byte[] KEYFRAME = {
    0x10, 0x10, 0, 0, (byte) 0x9d, 1, 0x2a, 64, 1, (byte) 180, 0, 1
  };
  private static final byte[] INTERFRAME = {0x10, 0x11, 2};
  private static final byte[] OPUS = {(byte) 0xFC, 1, 2};

  @TempDir private Path folder;
  private final LoopbackSfu loopback = new LoopbackSfu();
  private final Sfu sfu = loopback.sfu();
  private int sent = 20_000;

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.sfu(IceServers.none(), sfu)));

  @AfterEach
  void close() {
    loopback.close();
  }

  private MediaClient publish(TestClient client) throws IOException {
    MediaClient socket = loopback.socket();
    client.ask(new Publish());
    Connect connect = client.next(Connect.class);
    while (!connect.peer().equals("up")) {
      connect = client.next(Connect.class);
    }
    String sdp = BrowserSdp.offer("ann1", socket.fingerprint(), SSRC);
    client.ask(new Offer("up", connect.negotiation(), sdp));
    socket.check(BrowserSdp.credentials(client.next(Answer.class).sdp()));
    return socket.secure();
  }

  /** Sends sound and a picture, and waits for 20 ms, as a microphone does, or for feedback. */
  private void send(MediaClient publisher, boolean keyframe) throws IOException {
    sent++;
    byte[] picture = keyframe ? KEYFRAME : INTERFRAME;
    publisher.sendRtp(packet(111, 960 * sent, SSRC + 2, OPUS), 12, sent);
    publisher.sendRtp(packet(96, 1800 * sent, SSRC, picture), 12, sent);
    publisher.receiveMedia(20);
  }

  private byte[] packet(int type, int timestamp, int ssrc, byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(12 + payload.length);
    packet.put((byte) 0x80).put((byte) (type == 96 ? type | 0x80 : type)).putShort((short) sent);
    return packet.putInt(timestamp).putInt(ssrc).put(payload).array();
  }

  /** Sends until something of the publisher is in a file, which is each second. */
  private void sendUntilWritten(MediaClient publisher, Recording recording) throws IOException {
    for (int i = 0;
        recording.files().stream().noneMatch(file -> !file.complete() && file.bytes() > 2000);
        i++) {
      send(publisher, i % 50 == 0); // first, so that the file does not begin without pictures
    }
  }

  private Recording record(Path where, RecordingOptions options) {
    Recording recording = sfu.record(rooms.room("lobby"), where, options);
    rooms.settle();
    return recording;
  }

  private Recording record() {
    return record(folder, RecordingOptions.DEFAULT.withFreeBytes(0));
  }

  private static RecordingEnd end(Recording recording) throws Exception {
    return recording.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void eachStreamOfEachPublisherIsAFile() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    Room room = rooms.room("lobby");
    MediaClient before = publish(ann);
    Recording recording = record();
    assertThat(sfu.record(room, folder)).isSameAs(recording);
    sendUntilWritten(before, recording);
    ann.ask(new Unpublish());
    while (!recording.files().get(0).complete()) {
      Thread.onSpinWait();
    }
    TestClient bob = rooms.join("lobby", "bob");
    MediaClient after = publish(bob);
    sendUntilWritten(after, recording);

    assertThat(recording.stop().toCompletableFuture().get(60, TimeUnit.SECONDS))
        .isEqualTo(RecordingEnd.STOPPED);
    assertThat(recording.isActive()).isFalse();
    assertThat(recording.dropped()).isZero();
    List<RecordedFile> files = recording.files();
    assertThat(files).hasSize(2).allMatch(RecordedFile::complete);
    assertThat(files)
        .extracting(file -> file.publisher().user().id())
        .containsExactly("ann", "bob");
    assertThat(files).extracting(RecordedFile::stream).containsOnly("camera");
    assertThat(files).noneMatch(RecordedFile::screen);
    for (RecordedFile file : files) {
      assertThat(file.path().getFileName().toString())
          .startsWith(file.publisher().client())
          .endsWith(".webm");
      assertThat(file.path()).hasSize(file.bytes());
      WebmFile webm = WebmFile.of(file.path());
      assertThat(webm.codecs()).containsExactlyInAnyOrder("A_OPUS", "V_VP8");
      assertThat(webm.duration()).isEqualTo(file.duration().toNanos() / 1e6);
      assertThat(webm.blocks(1)).isNotEmpty();
      assertThat(webm.blocks(2)).isNotEmpty();
    }
    assertThat(record()).isNotSameAs(recording);
  }

  @Test
  void everybodyIsToldThatTheRoomIsRecorded() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(ann.next(StreamsState.class).recording()).isFalse();
    Recording recording = record();
    assertThat(ann.next(RecordingState.class).active()).isTrue();
    assertThat(rooms.watch("lobby", "eve").next(StreamsState.class).recording()).isTrue();
    Recording other = record(folder.resolve("other"), RecordingOptions.DEFAULT);
    recording.close();
    end(recording);
    other.close();
    end(other);
    rooms.settle();
    assertThat(ann.next(RecordingState.class).active()).isFalse();
    assertThat(ann.heard(RecordingState.class)).hasSize(2);
    assertThat(rooms.join("lobby", "bob").next(StreamsState.class).recording()).isFalse();
  }

  @Test
  void aHostMayTellThePeopleItself() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    record(folder, RecordingOptions.DEFAULT.unannounced());
    assertThat(ann.heard(RecordingState.class)).isEmpty();
    assertThat(rooms.join("lobby", "bob").next(StreamsState.class).recording()).isFalse();
  }

  @Test
  void aRoomThatIsStillEmptyCanBeRecorded() throws Exception {
    Room room = rooms.room("lobby");
    Recording recording = record();
    MediaClient publisher = publish(rooms.join("lobby", "ann"));
    sendUntilWritten(publisher, recording);
    room.close(CloseReason.ROOM_CLOSED);
    rooms.settle();
    assertThat(end(recording)).isEqualTo(RecordingEnd.ROOM_CLOSED);
    assertThat(WebmFile.of(recording.files().get(0).path()).duration()).isPositive();
    assertThat(end(sfu.record(room, folder))).isEqualTo(RecordingEnd.ROOM_CLOSED);
  }

  @Test
  void aRecordingThatEndsAtOnceIsForgottenAtOnce() throws Exception {
    Room room = rooms.room("lobby");
    room.close(CloseReason.ROOM_CLOSED);
    rooms.settle();
    RoomRecordings recordings = new RoomRecordings(room, Thread::new);
    Recording first = recordings.record(folder, RecordingOptions.DEFAULT);
    Recording second = recordings.record(folder, RecordingOptions.DEFAULT);
    assertThat(second).isNotSameAs(first);
    assertThat(end(first)).isEqualTo(RecordingEnd.ROOM_CLOSED);
    assertThat(end(second)).isEqualTo(RecordingEnd.ROOM_CLOSED);
  }

  @Test
  void anSfuThatIsClosedRecordsNothing() throws Exception {
    rooms.room("lobby");
    sfu.close();
    Recording recording = record();
    assertThat(recording.isActive()).isFalse();
    assertThat(end(recording)).isEqualTo(RecordingEnd.SFU_CLOSED);
  }

  @Test
  void anSfuThatIsClosedCompletesItsFiles() throws Exception {
    MediaClient publisher = publish(rooms.join("lobby", "ann"));
    Recording recording = record();
    sendUntilWritten(publisher, recording);
    sfu.close();
    assertThat(end(recording)).isEqualTo(RecordingEnd.SFU_CLOSED);
    assertThat(recording.files()).allMatch(RecordedFile::complete);
  }

  @Test
  void aRecordingEndsByItself() throws Exception {
    MediaClient publisher = publish(rooms.join("lobby", "ann"));
    Recording recording =
        record(
            folder,
            RecordingOptions.DEFAULT
                .withFreeBytes(0)
                .withLimits(1000, RecordingOptions.DEFAULT.duration()));
    while (recording.isActive()) {
      send(publisher, sent % 50 == 0);
    }
    assertThat(end(recording)).isEqualTo(RecordingEnd.LIMIT);
    rooms.settle();
    assertThat(rooms.join("lobby", "bob").next(StreamsState.class).recording()).isFalse();
  }
}
