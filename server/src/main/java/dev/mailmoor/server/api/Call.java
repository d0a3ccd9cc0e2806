package dev.mailmoor.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a call to those who read the OpenAPI document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Call {
    /** What it does, as a sentence. */
    String value();

    /** The schema of its answer (in {@code openapi-schemas.json}); empty when the answer has no body. */
    String gives() default "";

    /** The schema of the multipart body that it takes; empty when it takes none. */
    String upload() default "";

    /** Whether it gives a list of them. */
    Shape shape() default Shape.ONE;

    int status() default 200;

    /** One thing, or a part of a list. */
    enum Shape {
        ONE,
        PART_OF_LIST
    }
}
