using System.Text.Json.Serialization.Metadata;
using Tandem.Domain;
using Tandem.Domain.Deciding;
using Tandem.Engine.Rows;

namespace Tandem.Engine.Tests.Rows;

/// <summary>Everything a row may hold can be written and read: also what few decisions ever write.</summary>
public sealed class RowJsonTests
{
    public static TheoryData<Type> Rows =>
        [.. typeof(IRow).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IRow)) && type.IsClass)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_list_in_a_row_has_a_form(Type row)
    {
        var lists = Parts(row, []).Where(type =>
            type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>)).ToList();

        Assert.NotNull(RowJson.Default.GetTypeInfo(row));
        Assert.All(lists, list => Assert.Equal(
            JsonTypeInfoKind.None, RowJson.Default.Options.GetTypeInfo(list).Kind)); // a converter of its own
        Assert.All(lists, list => Assert.NotNull(
            RowJson.Default.GetTypeInfo(list.GetGenericArguments()[0].MakeArrayType())));
    }

    private static HashSet<Type> Parts(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            return seen;
        foreach (var part in type.GetGenericArguments().Concat(type.GetProperties().Select(one => one.PropertyType))
            .Where(part => part.Assembly == typeof(IRow).Assembly))
            Parts(Nullable.GetUnderlyingType(part) ?? part, seen);
        return seen;
    }
}
