package dev.rtcrooms.hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.cluster.NodeMessage.Answer;
import dev.rtcrooms.hub.cluster.NodeMessage.Ask;
import dev.rtcrooms.hub.cluster.NodeMessage.Kind;
import dev.rtcrooms.hub.cluster.NodeMessage.Line;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Questions of another node whose answers are hard to give. */
class NodeQuestionsTest {

  private final List<NodeMessage> sent = new ArrayList<>();
  private final NodeLink link =
      new NodeLink(
          "other",
          1,
          () -> 0,
          frame -> {
            sent.addAll(Wire.readAll(LinkFrame.of(frame).content()));
            return CompletableFuture.completedFuture(null);
          },
          NodeLink::breaks);

  /** Writes the code of a refusal, and no reply. */
  private static Encoded written(Outgoing message) {
    if (message.event() instanceof Refused refused) {
      return Encoded.ofText(refused.refusal().code());
    }
    throw new IllegalArgumentException("A number that JSON does not have");
  }

  private static Lines lines() {
    Codec codec = mock(Codec.class);
    when(codec.decodeCommands(any()))
        .thenReturn(List.of(new Inbound.Accepted(null, new Say("who is there?"))));
    when(codec.encode(any(Outgoing.class))).thenAnswer(call -> written(call.getArgument(0)));
    Cluster cluster = mock(Cluster.class);
    when(cluster.codec(any(), any())).thenReturn(codec);
    return new Lines(cluster, List.of(), Limits.defaults());
  }

  @Test
  void anAnswerThatCannotBeWrittenIsAFailureOfTheServer() {
    NodeQuestions questions =
        new NodeQuestions(
            lines(),
            new VirtualTime(),
            Duration.ofSeconds(10),
            (room, question) -> CompletableFuture.completedStage(Optional.empty()));
    questions.asked(link, new Ask(5, "room", new Line(Kind.COMMAND, -1, new byte[0])));

    assertThat(sent).hasSize(1);
    Answer answer = (Answer) sent.get(0);
    assertThat(answer.number()).isEqualTo(5);
    assertThat(new String(answer.answer().json(), StandardCharsets.UTF_8))
        .isEqualTo(Refusal.INTERNAL);
  }
}
