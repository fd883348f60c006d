package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The declarations of the browser client agree with its code, and with old and new compilers. */
class TypesTest {

  private static final Path SAMPLE = Path.of("src", "test", "typescript", "sample.ts");
  private static final List<String> DECLARATIONS =
      List.of(
          "rtc-rooms.d.ts",
          "room.d.ts",
          "host.d.ts",
          "options.d.ts",
          "events.d.ts",
          "errors.d.ts",
          "devices.d.ts");

  /** A member of a class or an interface, or an event. */
  private static final Pattern MEMBER = Pattern.compile("(?m)^  (?:readonly )?'?([\\w-]+)'?[?(<:]");

  private static final Pattern EVENT = Pattern.compile("(?m)^  '?([\\w-]+)'?: ");

  @ParameterizedTest
  @ValueSource(strings = {"typescript-5.0", "typescript-5.4", "typescript-5.6", "typescript-7.0"})
  void theModulesTheDeclarationsAndASamplePageCompile(String compiler) throws Exception {
    TypeScript.Outcome outcome = TypeScript.prepare().compile(compiler);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "client.js, '  leave() {', '  depart() {}\n\n  leave() {'",
    "client.js, '  leave() {', '  depart() {'",
    "no-media.js, 'export { CloseCode }', 'export { CloseCode as Code }'",
    "devices.js, '  async list(kind) {', '  async all(kind) {'",
    "channel.js, '  close() {', '  /** @param {number} code */ close(code) { void code;'",
    "errors.js, 'this.reason = reason', 'this.why = reason'",
    "close-code.js, 'NOT_TEXT: 1003', 'BINARY: 1003'",
    "rtc-rooms.js, 'export { Channel }', 'export { Channel as Line }'",
    "peers.js, '{ peer: client, stream }', '{ peer: peer.id }'",
    "rtc-rooms.d.ts, '  leave(): void;', '  leave(): number;'"
  })
  void aDifferenceBetweenCodeAndDeclarationDoesNotCompile(
      String module, String before, String after) throws Exception {
    TypeScript typeScript = TypeScript.prepare();
    typeScript.change(module, before, after);
    for (String copy : List.of("rtc-rooms.js", "no-media.js", "errors.js", "devices.js")) {
      if (module.equals(copy)) {
        typeScript.change(copy.replace(".js", "-code.js"), before, after);
      }
    }
    assertThat(typeScript.compile("typescript-7.0").output()).contains("error TS");
  }

  @Test
  void everyDeclaredEventIsFiredByTheCode() throws IOException {
    String events = Files.readString(TypeScript.MODULES.resolve("events.d.ts"));
    int begin = events.indexOf("interface RoomEvents");
    String declared = events.substring(begin, events.indexOf("interface Quality"));
    String code = code();
    assertThat(EVENT.matcher(declared).results().map(each -> each.group(1)))
        .hasSizeGreaterThan(20)
        .allSatisfy(event -> assertThat(code).contains("'" + event + "'"));
  }

  @Test
  void theSamplePageUsesEverythingThatIsDeclared() throws IOException {
    String sample = Files.readString(SAMPLE);
    Set<String> unused = new TreeSet<>();
    for (String file : DECLARATIONS) {
      String declarations = Files.readString(TypeScript.MODULES.resolve(file));
      MEMBER.matcher(declarations).results().map(each -> each.group(1)).forEach(unused::add);
    }
    assertThat(unused).hasSizeGreaterThan(80);
    unused.removeIf(name -> Pattern.compile("\\b" + name + "\\b").matcher(sample).find());
    unused.removeAll(Set.of("constructor")); // written as "new"
    unused.removeIf(name -> name.matches("[A-Z_]+")); // close codes
    assertThat(unused).isEmpty();
  }

  @Test
  void theClientIsMadeWithoutAPage() throws Exception {
    TypeScript.Outcome outcome =
        TypeScript.prepare()
            .run(
                """
                // Node.js 18 lacks these
                globalThis.crypto ??= (await import('node:crypto')).webcrypto;
                globalThis.CustomEvent ??= class extends Event {};
                const { RoomClient } = await import('./rtc-rooms/rtc-rooms.js');
                class Silent { close() {} }
                const room = new RoomClient('wss://app.example/room/1/websocket', { webSocket: Silent });
                const seen = [];
                room.subscribe(() => seen.push(room.getSnapshot().state));
                room.connect();
                await null;
                room.leave();
                const refused = [];
                for (const attempt of [() => new RoomClient('/room/1/websocket'), () => room.publish()]) {
                  try { await attempt(); } catch (error) { refused.push(error.name); }
                }
                console.log(seen.join(), refused.join());
                """);
    assertThat(outcome.output().strip()).isEqualTo("connecting,closed TypeError,ClosedError");
    assertThat(outcome.status()).isZero();
  }

  private static String code() throws IOException {
    try (Stream<Path> files = Files.list(TypeScript.MODULES)) {
      StringBuilder code = new StringBuilder();
      for (Path file : files.filter(each -> each.toString().endsWith(".js")).toList()) {
        code.append(Files.readString(file));
      }
      return code.toString();
    }
  }
}
