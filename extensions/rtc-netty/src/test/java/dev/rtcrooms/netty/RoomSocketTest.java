package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomSocketTest {

  private static final int BIG = 30_000;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .feature(Chat::new)
              .limits(
                  Limits.builder().outboxBytes(200_000).outboxAge(Duration.ofSeconds(10)).build()));

  private Wire wire() {
    return Wire.upgraded(rooms, NettyTransport.builder(rooms.rooms()), "lobby");
  }

  private static String say(String text) {
    return "{\"type\":\"say\",\"text\":\"" + text + "\"}";
  }

  private int inTheLobby() {
    return rooms.<Integer>call("lobby", room -> room.hub().clients().size());
  }

  @Test
  void afterTheHandshakeOneHandlerIsLeft() {
    Wire wire = wire();

    assertThat(wire.pipeline().names())
        .filteredOn(name -> !name.startsWith("DefaultChannelPipeline$"))
        .containsExactly("RoomSocket#0");
    assertThat(wire.receivedText()).startsWith("HTTP/1.1 101 ").contains("\"type\":\"hello\"");
  }

  @Test
  void whatComesRightBehindTheHandshakeIsHeard() {
    TestClient ann = rooms.join("lobby", "ann");
    Wire wire = Wire.to(rooms);
    String target = "/room/" + TestRooms.id("lobby") + "/websocket";
    wire.send(
        Unpooled.wrappedBuffer(
            Unpooled.copiedBuffer(Wire.upgrade(target), StandardCharsets.US_ASCII),
            ClientFrames.text(say("early"))));

    assertThat(ann.next(Said.class).text()).isEqualTo("early");
  }

  @Test
  void messagesGoBothWays() {
    TestClient ann = rooms.join("lobby", "ann");
    Wire wire = wire();
    wire.received();
    ann.send(new Say("to all"));
    wire.settle();
    wire.send(ClientFrames.text(say("to you")));

    assertThat(wire.receivedText()).contains("to all").contains("to you");
    assertThat(ann.next(Said.class).text()).isEqualTo("to all");
    assertThat(ann.next(Said.class).text()).isEqualTo("to you");
  }

  /** Whatever Netty would hold for it without a bound. */
  @Test
  void forAClientThatDoesNotReadOneWriteIsInFlightAndTheRestWaitsInTheHub() {
    TestClient ann = rooms.join("lobby", "ann");
    Wire wire = wire();
    wire.received();
    wire.stall(true);
    for (int i = 0; i < 20; i++) {
      ann.send(new Say(i + " " + "x".repeat(3_000)));
      wire.settle();
    }
    long inNetty = wire.unsafe().outboundBuffer().totalPendingWriteBytes();

    assertThat(inNetty).isBetween(3_000L, 4_000L);
    wire.stall(false);
    List<String> frames = wire.frames();
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0)).contains("\"0 xxx");
    for (int i = 1; i < 20; i++) {
      assertThat(frames.get(1)).contains("\"" + i + " xxx");
    }
  }

  @Test
  void whoStaysBehindIsClosed() {
    TestClient ann = rooms.join("lobby", "ann");
    Wire wire = wire();
    wire.received();
    wire.stall(true);
    for (int i = 0; i < 100; i++) {
      ann.send(new Say("x".repeat(3_900)));
      wire.settle();
    }
    assertThat(inTheLobby()).isEqualTo(1);
    wire.stall(false);

    assertThat(wire.frames()).last().asString().startsWith("88:\u000f\u00a0too slow");
  }

  @Test
  void itsSocketIsLetGoEvenIfTheCloseFrameIsNeverRead() {
    Wire wire = wire();
    wire.stall(true);
    rooms.execute("lobby", room -> room.close(CloseReason.ROOM_CLOSED));
    wire.settle();
    assertThat(wire.isOpen()).isTrue();
    wire.advanceTimeBy(6, TimeUnit.SECONDS);
    wire.runScheduledPendingTasks();

    assertThat(wire.isOpen()).isFalse();
  }

  @Test
  void aFailedWriteEndsTheClient() {
    TestClient ann = rooms.join("lobby", "ann");
    Wire wire = wire();
    wire.stall(true);
    ann.send(new Say("never heard"));
    wire.settle();
    wire.finish();
    wire.settle();

    assertThat(inTheLobby()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000", "1001, 1001", "4999, 4999", "1005, 1002", "1015, 1002", "999, 1002"})
  void aCloseFrameIsAnsweredWithItsCodeIfItHasAGoodOne(int sent, int answered) {
    TestClient ann = rooms.join("lobby", "ann");
    Wire wire = wire();
    wire.received();
    wire.send(ClientFrames.close(sent, "bye"));

    assertThat(wire.frames().get(0))
        .startsWith("88:" + (char) (answered >>> 8) + (char) (answered & 0xFF));
    assertThat(inTheLobby()).isEqualTo(1);
    assertThat(ann.next(dev.rtcrooms.message.Hello.class)).isNotNull();
  }

  @Test
  void aCloseFrameWithoutACodeIsAnsweredWithoutOneAndTheSocketIsLetGo() {
    Wire wire = wire();
    wire.received();
    wire.send(ClientFrames.frame(ClientFrames.FIN | FrameReader.CLOSE, new byte[0]));

    assertThat(wire.frames()).containsExactly("88:");
    assertThat(wire.isOpen()).isFalse();
  }

  /** RFC 6455 §5.5.1 */
  @Test
  void nothingFollowsTheAnswerToTheCloseFrameOfOneWhoIsBehind() {
    TestClient ann = rooms.join("lobby", "ann");
    Wire wire = wire();
    wire.received();
    wire.stall(true);
    ann.send(new Say("in flight"));
    wire.settle();
    ann.send(new Say("waits"));
    wire.settle();
    wire.writeInbound(ClientFrames.close(1000, ""));
    wire.take(2); // what was in flight, and the mark of its end
    wire.stall(false);

    List<String> frames = wire.frames();
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0)).contains("in flight");
    assertThat(frames.get(1)).startsWith("88:");
    assertThat(inTheLobby()).isEqualTo(1);
  }

  @Test
  void theAnswerToOurCloseFrameLetsTheSocketGo() {
    Wire wire = wire();
    rooms.execute("lobby", room -> room.close(CloseReason.ROOM_CLOSED));
    wire.settle();
    assertThat(wire.frames()).last().asString().contains("room closed");
    assertThat(wire.isOpen()).isTrue();
    wire.send(ClientFrames.close(4500, ""));

    assertThat(wire.isOpen()).isFalse();
    assertThat(wire.frames()).isEmpty();
  }

  /** What is in its way is passed over. */
  @Test
  void theAnswerIsFoundBehindAMessageThatWasTooBig() {
    Wire wire = wire();
    wire.received();
    ByteBuf bytes = ClientFrames.text("x".repeat(300_000));
    while (bytes.isReadable()) {
      wire.send(bytes.readBytes(Math.min(BIG, bytes.readableBytes())));
    }
    assertThat(wire.frames()).singleElement().asString().startsWith("88:\u0003\u00f1");
    assertThat(wire.isOpen()).isTrue();
    wire.send(ClientFrames.close(1009, ""));

    assertThat(wire.isOpen()).isFalse();
  }

  @Test
  void aPingIsAnsweredWithItsPayloadAndAPongIsNot() {
    Wire wire = wire();
    wire.received();
    wire.send(ClientFrames.frame(ClientFrames.FIN | FrameReader.PONG, new byte[] {'o'}));
    wire.send(ClientFrames.frame(ClientFrames.FIN | FrameReader.PING, new byte[] {'i'}));

    assertThat(wire.frames()).containsExactly("8a:i");
  }

  /** RFC 6455 §5.5.3 */
  @Test
  void ofManyPingsOfOneWhoDoesNotReadTheNewestIsAnswered() {
    Wire wire = wire();
    wire.received();
    wire.stall(true);
    for (int i = 0; i < 100; i++) {
      wire.send(ClientFrames.frame(ClientFrames.FIN | FrameReader.PING, new byte[] {(byte) i}));
    }
    wire.stall(false);

    assertThat(wire.frames()).containsExactly("8a:\u0000", "8a:c");
  }

  @Test
  void tooManyPingsEndTheConnection() {
    Wire wire = wire();
    wire.received();
    for (int i = 0; i < 5_000; i++) {
      wire.send(ClientFrames.frame(ClientFrames.FIN | FrameReader.PING, new byte[0]));
    }

    assertThat(wire.frames()).last().asString().endsWith(CloseReason.FLOODING.text());
  }

  @Test
  void whenTheTransportStopsItsClientsAreToldToComeBack() {
    Wire wire = wire();
    wire.received();
    wire.pipeline().fireUserEventTriggered(Stopping.NOW);
    wire.settle();

    assertThat(wire.frames()).singleElement().asString().contains("server is stopping");
  }

  @Test
  void compressedMessagesGoBothWays() throws Violation {
    TestClient ann = rooms.join("lobby", "ann");
    Wire wire =
        Wire.upgraded(
            rooms,
            NettyTransport.builder(rooms.rooms()).compression(true),
            "lobby",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
    assertThat(wire.receivedText())
        .contains("permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n");
    wire.send(ClientFrames.compressed(ClientFrames.deflated(say("z".repeat(1_000)))));
    String frame = wire.frames().get(0);

    assertThat(ann.next(Said.class).text()).isEqualTo("z".repeat(1_000));
    assertThat(frame).startsWith("c1:").hasSizeLessThan(300);
  }
}
