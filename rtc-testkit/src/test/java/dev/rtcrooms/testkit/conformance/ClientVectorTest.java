package dev.rtcrooms.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replay passes with a client that does as the vector says, and explains each difference. */
class ClientVectorTest {

  private static final String VECTOR =
      """
      {"name": "Scene", "steps": [
        {"order": {"do": "connect", "name": "Ann"}},
        {"accept": {"name": "Ann", "session": null, "resume": null}},
        {"send": {"type": "waiting", "heartbeat": 25000}},
        {"send": {"type": "waiting", "heartbeat": 25000}},
        {"hello": {"position": 3, "limits": {"messageBytes": 200}}},
        {"told": {"told": "open", "recovered": false}},
        {"receive": {"type": "say", "text": "Hi", "ref": "$ref"}},
        {"send": {"type": "reply", "ref": "$ref"}, "frames": 3},
        {"close": 4002, "text": "come back in 200 ms"},
        {"told": {"told": "lost", "code": 4002}},
        {"accept": {"resume": "e1:3"}, "after": 200},
        {"hello": {"position": 3}},
        {"told": {"told": "open"}},
        {"close": 4003},
        {"accept": {"resume": "e1:3"}}
      ]}""";

  private static final String WAITING =
      """
      {"name": "Waiting", "steps": [
        {"order": {"do": "connect", "name": "Ann"}},
        {"accept": {}},
        {"send": {"type": "waiting", "heartbeat": 25000}},
        {"receive": {"type": "pong"}}
      ]}""";

  /** The server plays the fifth step when the client has come back already. */
  private static final String LEAVING =
      """
      {"name": "Leaving", "steps": [
        {"order": {"do": "connect", "name": "Ann"}},
        {"accept": {}},
        {"send": {"type": "end"}},
        {"told": {"told": "back"}},
        {"closed": 1000},
        {"accept": {}, "after": 200}
      ]}""";

  private static void replay(FakeDriver.Fault fault) {
    replay(fault, VECTOR);
  }

  private static void replay(FakeDriver.Fault fault, String vector) {
    try (ScriptedServer server = new ScriptedServer()) {
      new FakeDriver(fault).start(server.driver());
      ClientVector.of((Map<?, ?>) JsonValues.read(vector)).replay(server);
    }
  }

  @Test
  void aClientThatDoesAsTheVectorSaysPasses() {
    assertThatCode(() -> replay(FakeDriver.Fault.NONE)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RESUMES_ELSEWHERE    | Scene: step 11 | connected with {"resume":"e1:4"
          COMES_BACK_EARLY     | Scene: step 11 | came back after
          COMES_TWICE          | Scene: step 11 | connected with {"name":"Ann"
          USES_A_REF_TWICE     | Scene: step    | the ref x twice
          SENDS_TOO_MUCH       | Scene: step    | messageBytes is 200
          SENDS_NO_JSON        | Scene: step    | Not JSON
          SENDS_BINARY_FRAMES  | Scene: step    | opcode 2
          TELLS_ANOTHER_CODE   | Scene: step 10 | instead came {
          TELLS_TWICE          | Scene: step 10 | instead came {
          """)
  void eachFaultOfAClientIsFound(FakeDriver.Fault fault, String step, String what) {
    assertThatThrownBy(() -> replay(fault)).hasMessageContaining(step).hasMessageContaining(what);
  }

  @Test
  void whatAClientSendsWhileItMustWaitIsFound() {
    assertThatThrownBy(() -> replay(FakeDriver.Fault.SENDS_WHILE_IT_WAITS, WAITING))
        .hasMessageContaining("Waiting: step")
        .hasMessageContaining("a client that must wait");
  }

  @Test
  void aPauseBeginsWhenTheClientEndsItsConnection() {
    assertThatCode(() -> replay(FakeDriver.Fault.NONE, LEAVING)).doesNotThrowAnyException();
    String patient = LEAVING.replace("200", "3600000");
    assertThatThrownBy(() -> replay(FakeDriver.Fault.NONE, patient))
        .hasMessageContaining("Leaving: step 6")
        .hasMessageContaining("came back after");
  }

  @Test
  void theVectorsOfTheProtocolHaveNamesOfTheirOwn() {
    Set<String> names = new HashSet<>();
    for (ClientVector vector : ClientVector.all()) {
      assertThat(names.add(vector.name())).as(vector.name()).isTrue();
    }
    assertThat(names).hasSizeGreaterThan(50);
  }
}
