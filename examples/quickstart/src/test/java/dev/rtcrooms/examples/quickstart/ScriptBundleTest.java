package dev.rtcrooms.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptBundleTest {

  @Test
  void importsComeFirstAndOnce() {
    String bundle =
        bundle(
            Map.of(
                "/a/main.js",
                """
                import {
                  one,
                } from './one.js';
                import { Two as Second } from '/b/two.js';
                new Second(one);
                """,
                "/a/one.js",
                "export const one = 1;\n",
                "/b/two.js",
                """
                import { three } from './three.js';
                export class Two {}
                """,
                "/b/three.js",
                """
                export async function three() {}
                export { one } from '/a/one.js';
                """));
    assertThat(bundle)
        .isEqualTo(
            """
            // /a/one.js
            const module0 = (() => {
            const one = 1;
            return { one };
            })();
            // /b/three.js
            const module1 = (() => {
            async function three() {}
            const { one } = module0;
            return { one, three };
            })();
            // /b/two.js
            const module2 = (() => {
            const { three } = module1;
            class Two {}
            return { Two };
            })();
            // /a/main.js
            const module3 = (() => {
            const {
            one,
            } = module0;
            const { Two: Second } = module2;
            new Second(one);
            return {  };
            })();
            """);
  }

  @Test
  void whatIsImportedLaterIsThereFromTheBeginning() {
    String module =
        """
        const one = (await import('./one.js')).one;
        const two = /** @type {import('./two.js').Two} */ (one);
        """;
    assertThat(bundle(Map.of("/main.js", module, "/one.js", "export const one = 1;\n")))
        .isEqualTo(
            """
            // /one.js
            const module0 = (() => {
            const one = 1;
            return { one };
            })();
            // /main.js
            const module1 = (() => {
            const one = (await Promise.resolve(module0)).one;
            const two = /** @type {import('./two.js').Two} */ (one);
            return {  };
            })();
            """);
  }

  @Test
  void indentsAndCommentsWithLinesOfTheirOwnAreLeftOut() {
    String module =
        """
        /** What
         * it is.
         */
        const one = 'a'; // stays
          // goes
          const two = '/* b */' + `c  d`;
        """;
    assertThat(bundle(Map.of("/main.js", module)))
        .contains(
            """
            const one = 'a'; // stays
            const two = '/* b */' + `c  d`;
            """)
        .doesNotContain("What", "goes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import * as all from './one.js';",
        "import one from './one.js';",
        "import './one.js';",
        "export default 1;",
        "export let counter = 1;",
        "export { one };",
        "const one = `begins",
        "const two = `one` + `begins"
      })
  void formsThatItDoesNotKnowAreRefused(String form) {
    assertThatThrownBy(() -> bundle(Map.of("/main.js", form, "/one.js", "")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("In /main.js: " + form);
  }

  @Test
  void modulesThatImportEachOtherAreRefused() {
    Map<String, String> modules =
        Map.of(
            "/main.js", "import { one } from './one.js';",
            "/one.js", "import { main } from './main.js';");
    assertThatThrownBy(() -> bundle(modules)).hasMessageContaining("/main.js, /one.js");
  }

  private static String bundle(Map<String, String> modules) {
    String entry = modules.containsKey("/main.js") ? "/main.js" : "/a/main.js";
    return new ScriptBundle(modules::get).of(entry);
  }
}
