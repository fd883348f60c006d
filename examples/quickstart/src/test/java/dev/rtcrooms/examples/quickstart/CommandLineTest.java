package dev.rtcrooms.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.examples.quickstart.Options.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final String SECRET = "sixteen bytes ok";

  @Test
  void withoutAWordItIsThisMachineAndPort8080() throws Exception {
    assertThat(parse(Map.of()))
        .isEqualTo(
            new Options(
                "127.0.0.1",
                8080,
                null,
                null,
                Transport.JETTY,
                Options.Media.SFU,
                Duration.ofSeconds(3),
                null,
                null,
                null,
                null));
  }

  @Test
  void optionsTakeTheirValueFromTheNextWord() throws Exception {
    assertThat(parse(Map.of(), "--port", "0", "--host", "::1", "--secret", SECRET))
        .isEqualTo(
            new Options(
                "::1",
                0,
                null,
                SECRET,
                Transport.JETTY,
                Options.Media.SFU,
                Duration.ofSeconds(3),
                null,
                null,
                null,
                null));
  }

  @Test
  void optionsTakeTheirValueAfterAnEqualsSign() throws Exception {
    assertThat(parse(Map.of(), "--port=81", "--host=localhost", "--secret=a=b=c=d=e=f=g=h="))
        .isEqualTo(
            new Options(
                "localhost",
                81,
                null,
                "a=b=c=d=e=f=g=h=",
                Transport.JETTY,
                Options.Media.SFU,
                Duration.ofSeconds(3),
                null,
                null,
                null,
                null));
  }

  @Test
  void theEnvironmentFillsWhatTheCommandLineLeavesOpen() throws Exception {
    assertThat(parse(Map.of("PORT", " 9000 ", "RTC_SECRET", SECRET)))
        .isEqualTo(
            new Options(
                "127.0.0.1",
                9000,
                null,
                SECRET,
                Transport.JETTY,
                Options.Media.SFU,
                Duration.ofSeconds(3),
                null,
                null,
                null,
                null));
  }

  @Test
  void theCommandLineBeatsTheEnvironmentEvenWhereThatIsWrong() throws Exception {
    Map<String, String> environment = Map.of("PORT", "nonsense", "RTC_SECRET", "short");
    assertThat(parse(environment, "--port", "7", "--secret", SECRET))
        .isEqualTo(
            new Options(
                "127.0.0.1",
                7,
                null,
                SECRET,
                Transport.JETTY,
                Options.Media.SFU,
                Duration.ofSeconds(3),
                null,
                null,
                null,
                null));
  }

  @Test
  void aVariableThatIsSetToNothingCountsAsNotSet() throws Exception {
    assertThat(parse(Map.of("PORT", "", "RTC_SECRET", ""))).isEqualTo(Options.defaults());
  }

  @Test
  void clientsMayTakeUpToTenMinutesToLeave() throws Exception {
    assertThat(parse(Map.of(), "--drain", "600").drain()).isEqualTo(Duration.ofMinutes(10));
    assertThat(parse(Map.of(), "--drain", "0").drain()).isZero();
    for (String bad : List.of("601", "-1", "x", "1.5")) {
      assertThatThrownBy(() -> parse(Map.of(), "--drain", bad))
          .isInstanceOf(BadOptionException.class)
          .hasMessage("--drain must be a number of seconds from 0 to 600, not " + bad);
    }
  }

  @Test
  void helpIsHelpWhateverElseIsAsked() {
    assertThat(CommandLine.asksForHelp(List.of("--nonsense", "--help"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "99999999999", "abc", "80 80", "8_0", "0x50"})
  void aPortThatIsNoneIsNamed(String port) {
    assertThatThrownBy(() -> parse(Map.of(), "--port", port))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("--port must be a number from 0 to 65535, not " + port);
    assertThatThrownBy(() -> parse(Map.of("PORT", port)))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("PORT must be a number from 0 to 65535, not " + port);
  }

  @ParameterizedTest
  @CsvSource({
    "--prot, Unknown option --prot; --help lists the options",
    "8080, Unknown option 8080; --help lists the options",
    "--port, --port needs a value",
    "--port=, --port needs a value",
    "--host, --host needs a value"
  })
  void whatIsNoOptionIsNamed(String argument, String line) {
    assertThatThrownBy(() -> parse(Map.of(), argument))
        .isInstanceOf(BadOptionException.class)
        .hasMessage(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://demo.example", "http://demo.example:8443/", "https://[::1]"})
  void thePublicAddressIsThatOfAHost(String url) throws Exception {
    assertThat(parse(Map.of(), "--public-url", url).publicUrl()).isEqualTo(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo.example",
        "ftp://demo.example",
        "https://demo.example/a",
        "https://",
        "https://a b"
      })
  void aPublicAddressThatIsNoneIsNamed(String url) {
    assertThatThrownBy(() -> parse(Map.of(), "--public-url", url))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("--public-url must be like https://demo.example, without a path, not " + url);
  }

  @Test
  void aNodeOfAClusterMayHaveAnAddressOfItsOwn() throws Exception {
    String[] joined = {"--cluster", "redis://localhost", "--secret", SECRET};
    assertThat(parse(Map.of(), joined).nodeUrl()).isNull();
    String[] addressed = Arrays.copyOf(joined, 6);
    addressed[4] = "--node-url";
    addressed[5] = "http://node1.example";
    assertThat(parse(Map.of(), addressed).nodeUrl()).hasToString("http://node1.example");
    assertThatThrownBy(() -> parse(Map.of(), "--node-url", "http://node1.example"))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("--node-url needs --cluster");
  }

  @ParameterizedTest
  @CsvSource({"mesh, MESH", "sfu, SFU", "SFU, SFU"})
  void theWayOfMediaIsChosenByName(String name, Options.Media streams) throws Exception {
    assertThat(parse(Map.of(), "--streams", name).streams()).isEqualTo(streams);
  }

  @Test
  void anUnknownWayOfMediaIsNotTaken() {
    assertThatThrownBy(() -> parse(Map.of(), "--streams", "mcu"))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("--streams must be mesh or sfu, not mcu");
  }

  @Test
  void aHistoryInRedisNeedsASecret() throws Exception {
    String[] words = {"--redis", "redis://localhost", "--secret", SECRET};
    assertThat(parse(Map.of(), words).redis()).isEqualTo("redis://localhost");
    Map<String, String> environment =
        Map.of("REDIS_URL", "rediss://user:password@redis.example", "RTC_SECRET", SECRET);
    assertThat(parse(environment).redis()).isEqualTo("rediss://user:password@redis.example");
    assertThatThrownBy(() -> parse(Map.of(), "--redis", "redis://localhost"))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("--redis needs --secret, under which rooms are found again");
  }

  @Test
  void aClusterNeedsASecretAndKeepsTheHistoryItself() throws Exception {
    String[] words = {"--cluster", "redis://localhost", "--secret", SECRET};
    Options options = parse(Map.of("REDIS_URL", "redis://other"), words);
    assertThat(options.cluster()).isEqualTo("redis://localhost");
    assertThat(options.redis()).isNull();
    assertThatThrownBy(() -> parse(Map.of(), "--cluster", "redis://localhost"))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("--cluster needs --secret, under which rooms are found again");
    assertThatThrownBy(
            () -> parse(Map.of(), "--cluster", "redis://a", "--redis=redis://b", "--secret=x"))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("Give --redis or --cluster, not both");
  }

  @Test
  void anAddressOfRedisIsNotShown() {
    assertThatThrownBy(
            () -> parse(Map.of("REDIS_URL", "http://:password@redis", "RTC_SECRET", SECRET)))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("REDIS_URL must be like redis://localhost");
  }

  @Test
  void recordingsNeedTheSfu() throws Exception {
    assertThat(parse(Map.of(), "--record", "talks").record()).isEqualTo(Path.of("talks"));
    assertThatThrownBy(() -> parse(Map.of(), "--streams", "mesh", "--record", "talks"))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("--record needs --streams sfu");
  }

  @ParameterizedTest
  @CsvSource({"jetty, JETTY", "netty, NETTY", "Netty, NETTY"})
  void theTransportIsChosenByName(String name, Transport transport) throws Exception {
    assertThat(parse(Map.of(), "--transport", name).transport()).isEqualTo(transport);
  }

  @Test
  void aTransportThatIsNoneIsNamed() {
    assertThatThrownBy(() -> parse(Map.of(), "--transport", "tomcat"))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("--transport must be jetty or netty, not tomcat");
  }

  @Test
  void whatIsWrongStaysOnOneLine() {
    assertThatThrownBy(() -> parse(Map.of("PORT", "80\n" + "x".repeat(100))))
        .hasMessage("PORT must be a number from 0 to 65535, not 80?" + "x".repeat(37) + "…");
  }

  @Test
  void aShortSecretIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> parse(Map.of(), "--secret", "fifteen bytes.."))
        .hasMessage("--secret needs at least 16 bytes");
    assertThatThrownBy(() -> parse(Map.of("RTC_SECRET", "short")))
        .hasMessage("RTC_SECRET needs at least 16 bytes");
  }

  @Test
  void aSecretIsNotPrinted() {
    assertThat(Options.defaults().withSecret(SECRET)).hasToString("Options[127.0.0.1:8080]");
  }

  private static Options parse(Map<String, String> environment, String... arguments)
      throws BadOptionException {
    return CommandLine.parse(List.of(arguments), environment);
  }
}
