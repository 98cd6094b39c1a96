namespace Tandem.Platform.Link;

/// <summary>What Embedded Signup's window posts to the page that opened it (Meta, "Embedded Signup",
/// implementation and errors).</summary>
internal static class SignupWindow
{
    /// <summary>The screen where the verification code is shown.</summary>
    private const string VerificationScreen = "PHONE_NUMBER_VERIFICATION";

    /// <summary>Only the account is named; the number is read from it (Meta, "Onboard WhatsApp Business app
    /// users").</summary>
    public static byte[] Finished(string wabaId) => Message(
        "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING", ("waba_id", wabaId));

    public static byte[] Abandoned() => Message("CANCEL", ("current_step", VerificationScreen));

    /// <summary>Something stood in the way.</summary>
    public static byte[] Failed(
        SignupErrorForm form, string text, string errorId, string sessionId, DateTimeOffset at) =>
        form == SignupErrorForm.Error
            ? Message("ERROR", ("error_message", text))
            : Message(
                "CANCEL",
                ("error_message", text),
                ("error_id", errorId),
                ("session_id", sessionId),
                ("timestamp", MetaJson.UnixSeconds(at)));

    private static byte[] Message(string name, params (string Name, string Value)[] data) =>
        MetaJson.Piece(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("data");
            foreach (var (field, value) in data)
                writer.WriteString(field, value);
            writer.WriteEndObject();
            writer.WriteString("type", "WA_EMBEDDED_SIGNUP");
            writer.WriteString("event", name);
            writer.WriteNumber("version", 3);
            writer.WriteEndObject();
        });
}
