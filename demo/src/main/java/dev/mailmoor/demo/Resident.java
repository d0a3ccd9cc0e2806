package dev.mailmoor.demo;

import java.util.List;
import java.util.Locale;

/** A mailbox of the playground. */
record Resident(
        String first,
        String last,
        PretendedProvider provider,
        String configurationName,
        String description,
        List<String> tags) {

    static final List<Resident> ALL = List.of(
            new Resident(
                    "Anna",
                    "Lindqvist",
                    PretendedProvider.NORTHWIND,
                    "Sales Nordics",
                    "Outreach in Sweden and Norway",
                    List.of("sales", "eu")),
            new Resident(
                    "Ben",
                    "Okafor",
                    PretendedProvider.NORTHWIND,
                    "Sales UK",
                    "Outreach in the United Kingdom",
                    List.of("sales", "uk")),
            new Resident(
                    "Carla",
                    "Moreno",
                    PretendedProvider.NORTHWIND,
                    "Sales Iberia",
                    "Outreach in Spain and Portugal",
                    List.of("sales", "eu")),
            new Resident(
                    "David",
                    "Chen",
                    PretendedProvider.NORTHWIND,
                    "Partnerships",
                    "Letters to partners",
                    List.of("partners")),
            new Resident(
                    "Elif",
                    "Demir",
                    PretendedProvider.NORTHWIND,
                    "Newsletter",
                    "Answers to the monthly letter",
                    List.of("marketing")),
            new Resident(
                    "Farid",
                    "Haddad",
                    PretendedProvider.HARBOUR,
                    "Support desk",
                    "First line of the helpdesk",
                    List.of("support")),
            new Resident(
                    "Greta",
                    "Vogel",
                    PretendedProvider.HARBOUR,
                    "Support desk, nights",
                    "Helpdesk out of hours",
                    List.of("support")),
            new Resident(
                    "Hugo",
                    "Martin",
                    PretendedProvider.HARBOUR,
                    "Billing",
                    "Invoices and reminders",
                    List.of("billing", "eu")),
            new Resident(
                    "Ines",
                    "Rossi",
                    PretendedProvider.HARBOUR,
                    "Recruiting",
                    "Applications and interviews",
                    List.of("people")),
            new Resident(
                    "Jonas",
                    "Berg",
                    PretendedProvider.LANTERN,
                    "Events",
                    "Invitations to fairs",
                    List.of("marketing", "eu")),
            new Resident(
                    "Kavya",
                    "Nair",
                    PretendedProvider.LANTERN,
                    "Research panel",
                    "Questions to customers",
                    List.of("research")),
            new Resident(
                    "Liam",
                    "O'Brien",
                    PretendedProvider.LANTERN,
                    "Press office",
                    "Journalists and agencies",
                    List.of("press", "uk")));

    String address() {
        String name = (first + "." + last).toLowerCase(Locale.ROOT).replace("'", "");
        return name + "@" + provider.domain();
    }

    static Resident named(String first) {
        return ALL.stream().filter(one -> one.first.equals(first)).findFirst().orElseThrow();
    }
}
