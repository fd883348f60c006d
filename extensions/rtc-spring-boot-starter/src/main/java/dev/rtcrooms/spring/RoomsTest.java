package dev.rtcrooms.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of an application's rooms alone, without its server, login and database. Of the
 * application's components the context has only those that concern rooms: methods with {@link
 * RoomCommand}, and the types of beans from which the rooms are built. Import its configurations by
 * {@link org.springframework.context.annotation.Import}, and replace what the components need
 * besides.
 *
 * <p>The context has a {@link dev.rtcrooms.testkit.TestRooms}, which each test gets with new rooms
 * and which controls time and threads. {@link dev.rtcrooms.Rooms} are those of the running test,
 * and {@code applicationTaskExecutor} is their executor. Needs the dependencies {@code rtc-testkit}
 * and {@code spring-boot-starter-test}.
 *
 * <pre>{@code
 * @RoomsTest
 * class DiceTest {
 *   @Autowired private TestRooms rooms;
 *
 *   @Test
 *   void aDieIsRolled() {
 *     TestClient ann = rooms.join("lobby", "ann");
 *     assertThat(ann.ask(new Roll(6), Rolled.class).number()).isBetween(1, 6);
 *   }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = RoomsTestInitializer.ALONE)
@ContextConfiguration(initializers = RoomsTestInitializer.class)
@ImportAutoConfiguration({RoomsTestConfiguration.class, RoomsAutoConfiguration.class})
@ExtendWith(RoomsTestExtension.class)
@SuppressWarnings("exports") // who uses this has JUnit and Spring's test support anyway
public @interface RoomsTest {}
