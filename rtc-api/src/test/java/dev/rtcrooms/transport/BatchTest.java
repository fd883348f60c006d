package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Ping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {

  private final CountingCodec codec = new CountingCodec();

  private static Outgoing message(String text) {
    return Outgoing.of(Disconnect.TYPE, new Disconnect(text));
  }

  @Test
  void aMessageIsEncodedOnceHoweverManyBatchesHoldIt() {
    Outgoing shared = message("é");

    Batch.of(List.of(shared)).encoded(codec);
    Batch.of(List.of(shared, message("b"))).encoded(codec);
    Batch.of(List.of(message("a"), shared)).encoded(codec);

    assertThat(codec.encoded).hasValue(3);
    assertThat(shared.encoded(codec)).isSameAs(shared.encoded(codec));
  }

  @Test
  void aBatchIsJoinedOnce() {
    Batch batch = Batch.of(List.of(message("a"), message("b"), message("c")));

    Encoded first = batch.encoded(codec);

    assertThat(batch.encoded(codec)).isSameAs(first);
    assertThat(codec.joined).hasValue(1);
    assertThat(codec.encoded).hasValue(3);
  }

  @Test
  void aBatchOfOneIsThatMessage() {
    Outgoing only = message("a");

    assertThat(Batch.of(List.of(only)).encoded(codec)).isSameAs(only.encoded(codec));
    assertThat(codec.joined).hasValue(0);
  }

  @Test
  void eachCodecHasItsOwnForm() {
    CountingCodec other = new CountingCodec();
    Outgoing message = message("a");

    Encoded one = message.encoded(codec);
    Encoded two = message.encoded(other);

    assertThat(one).isNotSameAs(two);
    assertThat(message.encoded(codec)).isSameAs(one);
    assertThat(message.encoded(other)).isSameAs(two);
  }

  @Test
  void messagesAreJoinedByLineFeeds() {
    Encoded joined = Batch.of(List.of(message("é"), message("😀"))).encoded(codec);

    assertThat(joined.text()).isEqualTo("Disconnect[peer=é]\nDisconnect[peer=😀]");
    assertThat(joined.size()).isEqualTo(joined.text().getBytes(StandardCharsets.UTF_8).length);
    assertThat(StandardCharsets.UTF_8.decode(joined.utf8()).toString()).isEqualTo(joined.text());
  }

  @Test
  void theBytesCannotBeChangedAndAreReadFromTheStartEachTime() {
    Encoded encoded = Encoded.ofText("text");
    encoded.utf8().get();

    assertThat(encoded.utf8().remaining()).isEqualTo(4);
    assertThat(encoded.utf8().isReadOnly()).isTrue();
    assertThat(encoded.text()).isSameAs(encoded.text());
  }

  @Test
  void manyThreadsGetTheSameForm() {
    Batch batch = Batch.of(List.of(message("a"), message("b")));

    List<CompletableFuture<Encoded>> threads =
        IntStream.range(0, 8)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> batch.encoded(codec)))
            .toList();

    assertThat(threads.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  @Test
  void aBatchHasAtLeastOneMessageAndIsItsOwnList() {
    List<Outgoing> messages = new ArrayList<>(List.of(message("a")));
    Batch batch = Batch.of(messages);
    messages.clear();

    assertThat(batch.messages()).hasSize(1);
    assertThatThrownBy(() -> Batch.of(messages)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyARecordedEventHasANumber() {
    assertThat(Outgoing.of(Ping.TYPE, new Ping()).offset()).isEmpty();
    assertThat(Outgoing.recorded(Ping.TYPE, new Ping(), 7).offset()).hasValue(7);
  }
}
