//! Values of a column as text, however they are stored.

use arrow::{
    array::{Array, AsArray, downcast_integer},
    datatypes::{
        ArrowPrimitiveType, DataType, Date32Type, Date64Type, TimeUnit, TimestampMicrosecondType,
        TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    },
};
use jiff::{Span, civil::Date};

pub(super) fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

pub(super) fn is_bytes(kind: &DataType) -> bool {
    is_text(kind) || matches!(kind, DataType::Binary | DataType::LargeBinary | DataType::BinaryView)
}

pub(super) fn is_name(kind: &DataType) -> bool {
    is_text(kind) || kind.is_integer()
}

pub(super) fn is_date(kind: &DataType) -> bool {
    is_name(kind) || matches!(kind, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..))
}

/// What stands in a row: text as it is, whole numbers in digits, points in time as their days. A zone is left aside: the
/// day is the one in UTC, which needs no list of zones and is the same on every machine.
pub(super) fn text(column: &dyn Array, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Utf8 => Some(column.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().value(row).to_owned()),
        DataType::Utf8View => Some(column.as_string_view().value(row).to_owned()),
        DataType::Dictionary(..) => within(column, row, text),
        kind if kind.is_integer() => integer(column, row).map(|number| number.to_string()),
        _ => day(column, row).map(|day| day.to_string()),
    }
}

/// What stands in a row, as bytes.
pub(super) fn bytes(column: &dyn Array, row: usize) -> Option<Vec<u8>> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Binary => Some(column.as_binary::<i32>().value(row).to_vec()),
        DataType::LargeBinary => Some(column.as_binary::<i64>().value(row).to_vec()),
        DataType::BinaryView => Some(column.as_binary_view().value(row).to_vec()),
        DataType::Dictionary(..) => within(column, row, bytes),
        _ => text(column, row).map(String::into_bytes),
    }
}

/// What stands in a row of a dictionary.
fn within<T>(column: &dyn Array, row: usize, read: fn(&dyn Array, usize) -> Option<T>) -> Option<T> {
    let dictionary = column.as_any_dictionary();
    let key = integer(dictionary.keys(), row)?;
    read(dictionary.values().as_ref(), usize::try_from(key).ok()?)
}

fn integer(column: &dyn Array, row: usize) -> Option<i128> {
    macro_rules! value {
        ($Type:ty) => {
            Some(column.as_primitive::<$Type>().value(row).into())
        };
    }
    downcast_integer! {
        column.data_type() => (value),
        _ => None,
    }
}

fn day(column: &dyn Array, row: usize) -> Option<Date> {
    fn days<T: ArrowPrimitiveType<Native = i64>>(column: &dyn Array, row: usize, a_day: i64) -> i64 {
        column.as_primitive::<T>().value(row).div_euclid(a_day)
    }
    const DAY: i64 = 24 * 60 * 60;
    let days = match column.data_type() {
        DataType::Date32 => i64::from(column.as_primitive::<Date32Type>().value(row)),
        DataType::Date64 => days::<Date64Type>(column, row, DAY * 1_000),
        DataType::Timestamp(TimeUnit::Second, _) => days::<TimestampSecondType>(column, row, DAY),
        DataType::Timestamp(TimeUnit::Millisecond, _) => days::<TimestampMillisecondType>(column, row, DAY * 1_000),
        DataType::Timestamp(TimeUnit::Microsecond, _) => days::<TimestampMicrosecondType>(column, row, DAY * 1_000_000),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            days::<TimestampNanosecondType>(column, row, DAY * 1_000_000_000)
        }
        _ => return None,
    };
    jiff::civil::date(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::{
        array::{
            ArrayRef, BinaryArray, BinaryViewArray, Date32Array, Date64Array, DictionaryArray, Int32Array, Int64Array,
            LargeStringArray, NullArray, StringArray, StringViewArray, TimestampMicrosecondArray, TimestampSecondArray,
            UInt8Array,
        },
        datatypes::{Int8Type, Int32Type, UInt16Type},
    };

    use super::*;

    #[allow(clippy::needless_pass_by_value, reason = "a column is made for one check")]
    fn check(column: ArrayRef, expected: &str) {
        assert_eq!(text(&column, 0).as_deref(), Some(expected), "{}", column.data_type());
        assert_eq!(text(&column, 1), None, "{}", column.data_type());
    }

    #[test]
    fn text_and_numbers_are_read_however_they_are_stored() {
        check(Arc::new(StringArray::from(vec![Some("a"), None])), "a");
        check(Arc::new(LargeStringArray::from(vec![Some("a"), None])), "a");
        check(Arc::new(StringViewArray::from(vec![Some("a"), None])), "a");
        check(Arc::new([Some("a"), None].into_iter().collect::<DictionaryArray<Int8Type>>()), "a");
        check(Arc::new([Some("a"), None].into_iter().collect::<DictionaryArray<UInt16Type>>()), "a");
        check(Arc::new(Int64Array::from(vec![Some(-7), None])), "-7");
        check(Arc::new(UInt8Array::from(vec![Some(255), None])), "255");
        assert_eq!(text(&NullArray::new(1), 0), None);
    }

    #[test]
    fn a_dictionary_may_hold_nothing_under_a_key() {
        let values = Arc::new(StringArray::from(vec![None, Some("a")]));
        let keys = Int32Array::from(vec![1, 0]);
        check(Arc::new(DictionaryArray::<Int32Type>::new(keys, values)), "a");
    }

    #[test]
    fn points_in_time_are_read_as_days() {
        let evening = 1_622_156_399; // 2021-05-27 22:59:59 UTC
        check(Arc::new(Date32Array::from(vec![Some(18774), None])), "2021-05-27");
        check(Arc::new(Date64Array::from(vec![Some(evening * 1_000), None])), "2021-05-27");
        check(Arc::new(TimestampSecondArray::from(vec![Some(evening), None])), "2021-05-27");
        let times = TimestampMicrosecondArray::from(vec![Some(evening * 1_000_000), None]);
        check(Arc::new(times.clone()), "2021-05-27");
        check(Arc::new(times.with_timezone("Europe/Berlin")), "2021-05-27");
        check(Arc::new(TimestampSecondArray::from(vec![Some(-1), None])), "1969-12-31");
        assert_eq!(text(&TimestampSecondArray::from(vec![i64::MAX]), 0), None);
    }

    #[test]
    fn bytes_are_read_however_they_are_stored() {
        let stored: [ArrayRef; 3] = [
            Arc::new(BinaryArray::from(vec![&b"\xff"[..]])),
            Arc::new(BinaryViewArray::from(vec![&b"\xff"[..]])),
            Arc::new(DictionaryArray::<Int32Type>::new(
                vec![0].into(),
                Arc::new(BinaryArray::from(vec![&b"\xff"[..]])),
            )),
        ];
        for column in stored {
            assert_eq!(bytes(&column, 0).as_deref(), Some(&b"\xff"[..]), "{}", column.data_type());
        }
        assert_eq!(bytes(&StringArray::from(vec!["a"]), 0).as_deref(), Some(&b"a"[..]));
    }
}
