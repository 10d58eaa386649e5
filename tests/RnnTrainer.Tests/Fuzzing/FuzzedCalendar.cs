using RnnTrainer.Calendar;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Calendar features in ML.NET models: two names and the parts, in a checksummed frame.</summary>
internal sealed class FuzzedCalendar() : FuzzedTransformer<CalendarFeaturesTransformer>(
    new("CALENDAR", CalendarFeaturesTransformerLoader.LoaderSignature, 0x00010001, oldest: 0x00010001),
    Content(new("Calendar", "Time", [CalendarPart.HourOfDay])), Content(new("Time", "Time", Enum.GetValues<CalendarPart>())))
{
    public override string Name => "calendar";

    protected override byte[] ContentOf(CalendarFeaturesTransformer calendar) =>
        Content(new(calendar.OutputColumnName, calendar.InputColumnName, calendar.Parts));

    private static byte[] Content(CalendarSettings settings) => Written(writer => CalendarSettingsFormat.Write(writer, settings));
}
