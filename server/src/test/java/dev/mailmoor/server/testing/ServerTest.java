package dev.mailmoor.server.testing;

import dev.mailmoor.server.MailmoorApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on a random port and a fresh database, with a {@link MovableClock} as its clock. Classes with the
 * same annotations share one context and one database: let each test make a workspace of its own. The settings are
 * {@link TestSettings#on}; a class that needs others adds a {@code @Primary Settings} bean in a
 * {@code @TestConfiguration}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = MailmoorApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = FreshDatabase.class)
public @interface ServerTest {}
