package dev.rtcrooms.json;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.contract.CodecContract;
import dev.rtcrooms.transport.Codec;
import java.util.List;
import java.util.Map;

class JsonCodecContractTest extends CodecContract {
  @Override
  protected Codec codec(List<MessageType<?>> types) {
    return new JsonCodec(types);
  }

  @Override
  protected Map<String, String> badMessages() {
    return Map.of(
        "nonsense", Refusal.MALFORMED,
        "{}", Refusal.MALFORMED,
        "[{\"type\":\"pong\"}]", Refusal.MALFORMED,
        "{\"type\":\"candidate\"", Refusal.MALFORMED,
        "{\"type\":\"nothing\"}", Refusal.UNKNOWN_TYPE,
        "{\"type\":\"candidate\"}", Refusal.MISSING_FIELD,
        "{\"type\":\"candidate\",\"peer\":7}", Refusal.BAD_FIELD,
        "{\"peer\":\"p\"}", Refusal.MISSING_FIELD);
  }

  @Override
  protected List<String> variants(String ref, Say say) {
    String id = "\"" + say.id() + "\"";
    String text = "\"" + say.text() + "\"";
    return List.of(
        "{\"text\":%s,\"ref\":\"%s\",\"id\":%s,\"type\":\"say\"}".formatted(text, ref, id),
        " {\t\"type\" : \"say\" , \"ref\":\"%s\", \"id\":%s,\r\"text\":%s } \r"
            .formatted(ref, id, text),
        "{\"type\":\"s\\u0061y\",\"ref\":\"%s\",\"\\u0069d\":%s,\"text\":%s}"
            .formatted(ref, id, text),
        "{\"a\":[{\"type\":1}],\"type\":\"say\",\"b\":null,\"ref\":\"%s\",\"id\":%s,\"text\":%s,\"c\":-1.5e9}"
            .formatted(ref, id, text));
  }
}
