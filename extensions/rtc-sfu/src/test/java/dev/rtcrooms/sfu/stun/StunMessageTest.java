package dev.rtcrooms.sfu.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The test vectors of RFC 5769, and messages that must be refused. */
class StunMessageTest {

  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  /** RFC 5769 §2.1. */
  private static final byte[] REQUEST =
      hex(
          "000100582112a442b7e7a701bc34d686fa87dfae"
              + "802200105354554e207465737420636c69656e74"
              + "002400046e0001ff80290008932ff9b151263b36"
              + "000600096576746a3a68367659202020"
              + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
              + "80280004e57a3bcf");

  /** RFC 5769 §2.2 and §2.3. */
  private static final byte[] IPV4 =
      hex(
          "0101003c2112a442b7e7a701bc34d686fa87dfae"
              + "8022000b7465737420766563746f7220002000080001a147e112a643"
              + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");

  private static final byte[] IPV6 =
      hex(
          "010100482112a442b7e7a701bc34d686fa87dfae"
              + "8022000b7465737420766563746f7220"
              + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
              + "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c");

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static StunMessage read(byte[] bytes) {
    return StunMessage.read(bytes, 0, bytes.length);
  }

  @Test
  void readsTheSampleRequest() {
    StunMessage request = read(REQUEST);
    assertThat(request.type()).isEqualTo(StunMessage.BINDING_REQUEST);
    assertThat(request.receiverUfrag()).isEqualTo("evtj");
    assertThat(request.controlled()).isTrue();
    assertThat(request.useCandidate()).isFalse();
    assertThat(request.isAuthentic(PASSWORD)).isTrue();
    assertThat(request.isAuthentic(PASSWORD + "x")).isFalse();
  }

  @Test
  void theSampleResponsesAreAuthentic() {
    assertThat(read(IPV4).isAuthentic(PASSWORD)).isTrue();
    assertThat(read(IPV6).isAuthentic(PASSWORD)).isTrue();
  }

  @Test
  void respondsWithTheMappedAddressOfTheSamples() throws Exception {
    assertMapped("192.0.2.1", IPV4);
    assertMapped("2001:db8:1234:5678:11:2233:4455:6677", IPV6);
  }

  private static void assertMapped(String address, byte[] sample) throws Exception {
    InetSocketAddress source = new InetSocketAddress(InetAddress.getByName(address), 32853);
    byte[] response = StunResponse.success(read(REQUEST), source, PASSWORD);
    assertThat(read(response).isAuthentic(PASSWORD)).isTrue();
    String mapped = HexFormat.of().formatHex(sample, 36, sample.length - 32);
    assertThat(HexFormat.of().formatHex(response)).contains(mapped);
    assertThat(response.length).isLessThanOrEqualTo(REQUEST.length);
  }

  @Test
  void refusesTheRoleThatALiteAgentHas() {
    byte[] response = StunResponse.roleConflict(read(REQUEST), PASSWORD);
    assertThat(read(response).isAuthentic(PASSWORD)).isTrue();
    assertThat(HexFormat.of().formatHex(response)).contains("0009000400000457");
  }

  @Test
  void anyOneBitThatChangesIsFound() {
    for (int bit = 0; bit < REQUEST.length * 8; bit++) {
      byte[] changed = REQUEST.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      StunMessage message = read(changed);
      assertThat(message == null || !message.isAuthentic(PASSWORD)).as("bit %s", bit).isTrue();
    }
  }

  @Test
  void readsNoPartOfAMessage() {
    for (int length = 0; length < REQUEST.length; length++) {
      assertThat(StunMessage.read(REQUEST, 0, length)).isNull();
    }
  }

  @Test
  void survivesRandomMessages() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = REQUEST.clone();
      for (int k = 0; k < 4; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      StunMessage message = StunMessage.read(bytes, 0, random.nextInt(bytes.length + 1));
      assertThat(message == null || message.type() >= 0).isTrue();
    }
  }
}
