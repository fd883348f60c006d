package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.Result;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RepliesWithDataTest {

  private record Sum(long value, List<Long> of) {}

  private record Other(String text) {}

  private record Add(String id, List<Long> numbers) implements CustomCommand {
    static final MessageType<Add> TYPE =
        MessageType.of("add", Add.class).withRetryId(Add::id).withReply(Sum.class);
  }

  private record Undeclared(String text) implements CustomCommand {
    static final MessageType<Undeclared> TYPE = MessageType.of("undeclared", Undeclared.class);
  }

  private final List<CompletableFuture<@Nullable Object>> later = new ArrayList<>();
  private Result next = Result.DONE;
  private int asked;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .feature(
                  room ->
                      new Scripted(
                          (client, command) -> {
                            asked++;
                            if (command instanceof Add add && add.id().equals("recorded")) {
                              room.hub().broadcast(new Fact("added"));
                            }
                            return next;
                          }),
                  Add.TYPE,
                  Undeclared.TYPE));

  private static Add add(String id) {
    return new Add(id, List.of(1L, 2L));
  }

  private static Sum sum() {
    return new Sum(3, List.of(1L, 2L));
  }

  private Result later() {
    CompletableFuture<@Nullable Object> stage = new CompletableFuture<>();
    later.add(stage);
    return Result.later(stage);
  }

  @Test
  void aReplyCarriesTheRecordThatTheFeatureAnswered() {
    next = Result.reply(sum());
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(ann.ask(add("1"), Sum.class)).isEqualTo(sum());
  }

  @Test
  void aReplyThatComesLaterCarriesTheStagesValue() {
    next = later();
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(add("1"), "ref");
    assertThat(ann.answers("ref")).isEmpty();

    later.get(0).complete(sum());

    Replied reply = (Replied) ann.answers("ref").get(0);
    assertThat(ann.data(add("1"), reply, Sum.class)).isEqualTo(sum());
  }

  @Test
  void aReplyWaitsForWhatWasRecordedAndCarriesBoth() {
    next = Result.reply(sum());
    TestClient ann = rooms.join("lobby", "ann");

    Replied reply = ann.ask(add("recorded"));

    assertThat(reply.recorded()).isEqualTo(1);
    assertThat(ann.data(add("recorded"), reply, Sum.class)).isEqualTo(sum());
  }

  @Test
  void aRetryGetsTheSameDataAgain() {
    next = Result.reply(sum());
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(ann.ask(add("1"), Sum.class)).isEqualTo(sum());
    next = Result.reply(new Sum(0, List.of()));

    assertThat(ann.ask(add("1"), Sum.class)).isEqualTo(sum());
    assertThat(ann.rejoin().ask(add("1"), Sum.class)).isEqualTo(sum());
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void aReplyMayHaveNoDataThoughItsCommandDeclaresSome() {
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(ann.ask(add("1")).data()).isNull();

    next = later();
    ann.send(add("2"), "ref");
    later.get(0).complete(null);

    assertThat(ann.answers("ref")).containsExactly(new Replied("ref", null));
  }

  @Test
  void dataThatWasNotDeclaredIsNotSent() {
    TestClient ann = rooms.join("lobby", "ann");

    next = Result.reply(sum());
    assertThat(ann.refusal(new Undeclared("x")).code()).isEqualTo(Refusal.INTERNAL);
    next = Result.reply(new Other("x"));
    assertThat(ann.refusal(add("1")).code()).isEqualTo(Refusal.INTERNAL);
    next = Result.later(CompletableFuture.completedStage(new Other("x")));
    assertThat(ann.refusal(add("2")).code()).isEqualTo(Refusal.INTERNAL);
    next = Result.later(CompletableFuture.completedStage("ignored"));
    assertThat(ann.ask(new Undeclared("x")).data()).isNull();
  }
}
